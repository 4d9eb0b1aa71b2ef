package org.dockwarden.demo.running;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a command in a session of its own, so that Ctrl-C in the terminal reaches the demo alone,
 * which then ends its children in order. The process id stays that of the command.
 */
final class OwnSession {
  /** Of util-linux, which every Debian has. */
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private OwnSession() {}

  static List<String> of(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command; // Ctrl-C then reaches the children too, as it always did.
    }
    List<String> whole = new ArrayList<>();
    whole.add(SETSID.toString());
    whole.addAll(command);
    return whole;
  }
}
