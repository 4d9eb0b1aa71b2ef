package org.dockwarden.system.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The npm peers, as {@code peers/install} installed them. */
final class NodePeer {
  private static final Path FOLDER = Path.of("peers").toAbsolutePath();

  private NodePeer() {}

  /** The command of one of our scripts around a peer. */
  static List<String> command(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", FOLDER.resolve(script).toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
