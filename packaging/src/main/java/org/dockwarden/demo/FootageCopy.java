package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a person's footage into the simulated camera's volume: names as raw bytes and times as
 * they are. Only reads the source. Symbolic links and what is no file are left out and counted.
 */
final class FootageCopy {
  private final Path source;
  private final Path volume;
  private final List<Path> skipped = new ArrayList<>();

  private FootageCopy(Path source, Path volume) {
    this.source = source;
    this.volume = volume;
  }

  /** Fills the empty or absent {@code volume}; returns what was left out. */
  static List<Path> copy(Path source, DemoFolder folder) throws IOException {
    if (!Files.isDirectory(source)) {
      throw new DemoException("--footage: " + source + " (expected: a folder)");
    }
    Path real = source.toRealPath();
    if (folder.root().startsWith(real) || real.startsWith(folder.root())) {
      throw new DemoException(
          "--footage: " + source + " and the data folder lie in one another (expected: apart)");
    }
    FootageCopy copy = new FootageCopy(real, folder.camera());
    Files.createDirectories(folder.camera());
    copy.run();
    return copy.skipped;
  }

  /** Refuses a volume that still has files: they may be the only copy of something. */
  static void requireEmpty(Path volume) throws IOException {
    if (!Files.exists(volume)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(volume)) {
      if (entries.anyMatch(entry -> !Files.isDirectory(entry))) {
        throw new DemoException(
            volume
                + " still holds files of an earlier run that did not end well; move them away or"
                + " delete the folder, or take another data folder: --data DIR");
      }
    }
  }

  private void run() throws IOException {
    requireSpace();
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(target(dir));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              Files.copy(file, target(file));
              Files.setLastModifiedTime(target(file), attributes.lastModifiedTime());
            } else {
              skipped.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Resolves by bytes, so that a name that is no valid text stays what it is. */
  private Path target(Path inSource) {
    return volume.resolve(source.relativize(inSource));
  }

  /** Camera copy, sealed spool, gateway store and bag: four copies at the most at one time. */
  private void requireSpace() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        bytes += Files.size(file);
      }
    }
    long free = Files.getFileStore(volume).getUsableSpace();
    if (bytes > free / 4) {
      throw new DemoException(
          "--footage: "
              + bytes
              + " bytes need four times as much free space, "
              + free
              + " are free");
    }
  }
}
