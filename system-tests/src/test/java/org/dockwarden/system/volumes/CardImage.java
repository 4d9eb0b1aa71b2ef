package org.dockwarden.system.volumes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableMap;

/** The image of a card: how it is made, and how its files are read without mounting it. */
interface CardImage {
  /** {@code FAT32} or {@code exFAT}. */
  String kind();

  Path file();

  /**
   * Every file by its path, with its SHA-256: read from the image itself by other code than that
   * which mounts it.
   */
  NavigableMap<String, String> digests() throws IOException, InterruptedException;

  /** In how many separate pieces a file lies. */
  int pieces(String path) throws IOException, InterruptedException;

  /** Fails unless the file system's own checker finds nothing wrong. */
  void check() throws IOException, InterruptedException;

  /** Mounts it to read and write, by the best means that this machine has. */
  Mount mount(Path folder) throws IOException, InterruptedException;
}
