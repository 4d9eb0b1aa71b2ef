package org.dockwarden.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The data folder of a demo, held by one demo at a time: a lock on a file of it, which the kernel
 * lets go of however the demo ends.
 */
final class DemoFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel lockFile;

  private DemoFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder where there is none. Refuses, with a message for people, one that is in use.
   */
  static DemoFolder hold(Path folder) throws IOException {
    Path root = create(folder).toRealPath();
    if (!Files.isWritable(root)) {
      throw new DemoException(root + " may not be written by this user (or choose --data DIR)");
    }
    FileChannel file =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(file)) {
      file.close();
      throw new DemoException(
          root + " is in use by another demo (stop that one, or take another folder: --data DIR)");
    }
    DemoFolder held = new DemoFolder(root, file);
    Files.createDirectories(held.logs());
    Files.createDirectories(held.bays());
    Files.createDirectories(held.camera());
    Files.createDirectories(held.cameras());
    FootageCopy.delete(held.temporary());
    Files.createDirectories(held.temporary());
    return held;
  }

  /**
   * Calls on the folder of a demo that runs in another process, without holding it. Refuses, with a
   * message for people, where none runs.
   */
  static DemoFolder ofRunning(Path folder) throws IOException {
    Path lock = folder.resolve(".lock");
    if (Files.exists(lock)) {
      FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
      if (!isLocked(file)) {
        return new DemoFolder(folder.toRealPath(), file);
      }
      file.close();
    }
    throw new DemoException(
        "no demo runs in " + folder + " (start it first: ./dockwarden demo --data DIR)");
  }

  private static Path create(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DemoException("--data: " + folder + " is a file (expected: a folder, or nothing)");
    }
    return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // Held by this very process.
    }
  }

  Path root() {
    return root;
  }

  Path keys() {
    return root.resolve("keys");
  }

  Path logs() {
    return root.resolve("logs");
  }

  /** Where the simulated dock looks for what is plugged in. */
  Path bays() {
    return root.resolve("bays");
  }

  /** The volume of the one camera of {@code --once}. */
  Path camera() {
    return root.resolve("camera");
  }

  /** Volumes of the cameras that come and go. */
  Path cameras() {
    return root.resolve("cameras");
  }

  /** Where evidence bags appear. */
  Path dems() {
    return root.resolve("dems");
  }

  Path acknowledgements() {
    return root.resolve("dems-acknowledgements");
  }

  /** What the parts unpack for themselves; empty at the start of a demo. */
  Path temporary() {
    return root.resolve("tmp");
  }

  /** Process ids of the children, while they run. */
  Path childNotes() {
    return root.resolve(".children");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
