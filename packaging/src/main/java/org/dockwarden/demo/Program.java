package org.dockwarden.demo;

import java.nio.file.Path;

/**
 * Where this program lies.
 *
 * @param launcher the script that starts the parts
 * @param distribution the folder of built libraries
 */
record Program(Path launcher, Path distribution) {
  /** As the launcher tells it by system properties. */
  static Program running() throws DemoException {
    String launcher = System.getProperty("dockwarden.launcher");
    String distribution = System.getProperty("dockwarden.distribution");
    if (launcher == null || distribution == null) {
      throw new DemoException("start the demo by its launcher: ./dockwarden demo");
    }
    return new Program(Path.of(launcher), Path.of(distribution));
  }
}
