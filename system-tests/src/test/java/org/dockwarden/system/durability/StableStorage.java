package org.dockwarden.system.durability;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What of a file system would survive a loss of power at this moment, told from the calls so far. A
 * file's bytes, or a folder's names, are stable when an fsync of it that succeeded began after the
 * last call that changed them had ended.
 */
final class StableStorage {
  private final Map<Path, SystemCall> bytes = new HashMap<>();
  private final Map<Path, SystemCall> names = new HashMap<>();

  /** Takes the next call into account, when it has returned. */
  void apply(SystemCall call) {
    switch (call.kind()) {
      case WRITE -> bytes.put(call.file(), call);
      case FORCE -> {
        bytes.computeIfPresent(call.file(), (_, last) -> last.ended() < call.begun() ? null : last);
        names.computeIfPresent(call.file(), (_, last) -> last.ended() < call.begun() ? null : last);
      }
      case RENAME -> {
        move(call.file(), call.target());
        call.renamedIn().forEach(folder -> names.put(folder, call));
      }
      case DELETE -> {
        bytes.remove(call.file());
        names.remove(call.file());
        call.renamedIn().forEach(folder -> names.put(folder, call));
      }
      case CREATE, LINK -> call.renamedIn().forEach(folder -> names.put(folder, call));
      case SEND -> {}
    }
  }

  /** Changes of bytes that are not stable, in the files that are asked for. */
  List<SystemCall> unstableBytes(Predicate<Path> files) {
    return unstable(bytes, files);
  }

  /** Changes of names that are not stable, in the folders that are asked for. */
  List<SystemCall> unstableNames(Predicate<Path> folders) {
    return unstable(names, folders);
  }

  private static List<SystemCall> unstable(Map<Path, SystemCall> of, Predicate<Path> wanted) {
    return of.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What lies below a renamed folder is known by its new name from now on. */
  private void move(Path from, Path to) {
    for (Map<Path, SystemCall> of : List.of(bytes, names)) {
      for (Map.Entry<Path, SystemCall> entry : Map.copyOf(of).entrySet()) {
        if (entry.getKey().startsWith(from)) {
          of.remove(entry.getKey());
          of.put(to.resolve(from.relativize(entry.getKey())), entry.getValue());
        }
      }
    }
  }
}
