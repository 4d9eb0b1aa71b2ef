package org.dockwarden.system.durability;

import java.nio.file.Path;
import java.util.List;

/**
 * A system call that changed a file, forced one, or wrote to a peer.
 *
 * @param kind what it did
 * @param file the file or folder that it did it to; of a rename or link the source
 * @param target of a rename or link the new name, else {@code file}
 * @param begun position in the trace where it began
 * @param ended position in the trace where it returned
 * @param text the line of the trace
 */
record SystemCall(Kind kind, Path file, Path target, int begun, int ended, String text) {
  /** What a call does. */
  enum Kind {
    WRITE,
    CREATE,
    FORCE,
    RENAME,
    LINK,
    DELETE,
    SEND
  }

  /**
   * The moment from which it counts, so that nothing counts as stable too early: a change when it
   * begins, an fsync when it has returned.
   */
  int counts() {
    return kind == Kind.FORCE ? ended : begun;
  }

  /** The folders whose names this call changes. */
  List<Path> renamedIn() {
    return switch (kind) {
      case CREATE, DELETE, LINK -> List.of(folderOf(target));
      case RENAME -> List.of(folderOf(file), folderOf(target));
      case WRITE, FORCE, SEND -> List.of();
    };
  }

  private static Path folderOf(Path path) {
    return path.resolveSibling("");
  }
}
