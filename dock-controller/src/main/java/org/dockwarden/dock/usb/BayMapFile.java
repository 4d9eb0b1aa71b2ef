package org.dockwarden.dock.usb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The bay map's file. Agent and helpers read it, only root writes it. */
public final class BayMapFile {
  private static final int MAX_BYTES = 64 * 1024;

  private final Path file;

  public BayMapFile(Path file) {
    this.file = file;
  }

  /** The map. Throws where there is no file, or where it has a mistake, with every one of them. */
  public BayMap read() throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(file + ": longer than " + MAX_BYTES + " bytes");
      }
      return BayMapText.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": not there (expected: made by map-bays)", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Whether there is one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** Where it lies. */
  public Path folder() {
    return file.toAbsolutePath().resolveSibling("");
  }

  /** Where the map lies that was there before the last {@link #write}. */
  public Path backup() {
    return file.resolveSibling(file.getFileName() + ".before");
  }

  /**
   * Replaces the map. When this returns it is on stable storage, and the former one is its backup;
   * whenever it fails the file is the former or the new one, whole.
   */
  public void write(BayMap map) throws IOException {
    if (Files.exists(file)) {
      put(backup(), Files.readAllBytes(file));
    }
    put(file, BayMapText.format(map).getBytes(StandardCharsets.US_ASCII));
  }

  private void put(Path to, byte[] content) throws IOException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try (FileChannel out =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
      out.force(true);
    }
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(folder())) {
      folder.force(true);
    }
  }
}
