package org.dockwarden.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A person's footage, to be copied onto a simulated camera: names as raw bytes and times as they
 * are. Only reads the source. Symbolic links and what is no file are left out and told.
 *
 * @param source the folder, without symbolic links in its path
 * @param files how many there are to copy
 * @param bytes all of them together
 * @param skipped what is left out
 */
record FootageCopy(Path source, int files, long bytes, List<Path> skipped) {
  /** Camera copy, sealed spool, gateway store and bag: four copies at the most at one time. */
  private static final int COPIES = 4;

  /**
   * Looks at everything that is to be copied, so that what cannot work is said before anything is
   * started.
   */
  static FootageCopy of(Path source, DemoFolder folder) throws IOException {
    if (!Files.isDirectory(source)) {
      String found = Files.exists(source) ? "a file" : "not there";
      throw new DemoException("footage: " + source + " is " + found + " (expected: a folder)");
    }
    Path real = source.toRealPath();
    if (folder.root().startsWith(real) || real.startsWith(folder.root())) {
      throw new DemoException(
          "footage: " + source + " and the data folder lie in one another (expected: apart)");
    }
    FootageCopy copy = look(real);
    if (copy.files == 0) {
      throw new DemoException("footage: no file under " + source + " (expected: at least one)");
    }
    long free = Files.getFileStore(folder.root()).getUsableSpace();
    if (copy.bytes > free / COPIES) {
      throw new DemoException(
          "footage: "
              + copy.bytes
              + " bytes need four times as much free space, "
              + free
              + " are free in "
              + folder.root());
    }
    return copy;
  }

  private static FootageCopy look(Path source) throws IOException {
    List<Path> skipped = new ArrayList<>();
    int files = 0;
    long bytes = 0;
    try (Stream<Path> entries = Files.walk(source)) {
      for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          if (!Files.isReadable(entry)) {
            throw new DemoException("footage: " + entry + " may not be read by this user");
          }
          files++;
          bytes += Files.size(entry);
        } else if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          skipped.add(entry);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder that may not be read
    }
    return new FootageCopy(source, files, bytes, List.copyOf(skipped));
  }

  /** One sentence about what is left out; nothing if there is nothing. */
  String aboutSkipped() {
    return skipped.isEmpty()
        ? ""
        : "left out "
            + skipped.size()
            + " symbolic links or special files, the first: "
            + skipped.getFirst()
            + "\n";
  }

  /** Makes the volume, which must have no files yet, whole or not at all. */
  void into(Path volume) throws IOException {
    Path unfinished = unfinished(volume);
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
            }
            return FileVisitResult.CONTINUE;
          }

          // Resolves by bytes, so that a name that is no valid text stays what it is.
          private Path target(Path inSource) {
            return unfinished.resolve(source.relativize(inSource));
          }
        });
    finish(volume);
  }

  /** An empty folder beside the volume, to be filled before {@link #finish}. */
  static Path unfinished(Path volume) throws IOException {
    Path unfinished = volume.resolveSibling("." + volume.getFileName() + ".part");
    delete(unfinished);
    return Files.createDirectories(unfinished);
  }

  /** What lies in the unfinished folder is the volume now. */
  static void finish(Path volume) throws IOException {
    Path unfinished = volume.resolveSibling("." + volume.getFileName() + ".part");
    if (!CameraContents.isEmpty(volume)) {
      throw new DemoException(volume + " has files already (expected: none)");
    }
    delete(volume); // nothing but empty folders
    try {
      Files.move(unfinished, volume, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new DemoException(volume + ": lies on another file system than the data folder");
    }
  }

  /** Deletes a folder of ours with all that is in it. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
