package org.dockwarden.dock.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A reader that is a file: {@code card} in the simulated dock's folder is the card that lies on the
 * reader, its number in hexadecimal; without the file none does. A file that is put there anew is a
 * new tap. One that is there at the start is none: who held it there nobody knows.
 */
public final class SimulatedReader implements CardReader {
  private static final Duration POLL = Duration.ofMillis(50);

  /** A file of more is no card number. */
  private static final int MAX_TEXT_BYTES = 256;

  private final Path file;
  private Optional<String> lying;
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean closed;

  /**
   * A reader.
   *
   * @param folder the simulated dock's folder
   */
  public SimulatedReader(Path folder) {
    this.file = folder.resolve("card");
    this.lying = identity();
  }

  @Override
  public Optional<Tap> await(Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<String> now = identity();
      boolean isNew = now.isPresent() && !now.equals(lying);
      lying = now;
      if (isNew) {
        return Optional.of(read());
      }
      long left = deadline - System.nanoTime();
      if (closed || left <= 0 || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(Math.min(left, POLL.toNanos()));
    }
  }

  private Tap read() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(MAX_TEXT_BYTES);
      String hex = new String(text, StandardCharsets.US_ASCII).strip();
      return Tap.of(HexFormat.of().parseHex(hex));
    } catch (IOException | IllegalArgumentException e) {
      return new Tap.Unreadable("card: " + e.getClass().getSimpleName());
    }
  }

  /** Which file it is: another one, or another content, is another card. */
  private Optional<String> identity() {
    if (Files.notExists(file)) { // Found out without an exception, twenty times a second.
      failure = missing();
      return Optional.empty();
    }
    try {
      Map<String, Object> attributes = Files.readAttributes(file, "unix:ino,ctime");
      failure = Optional.empty();
      return Optional.of(attributes.get("ino") + " " + attributes.get("ctime"));
    } catch (NoSuchFileException e) {
      failure = missing();
      return Optional.empty();
    } catch (IOException e) {
      failure = Optional.of("card reader: " + e);
      return Optional.empty();
    }
  }

  /** No card lies there; without the folder none ever will. */
  private Optional<String> missing() {
    return Files.isDirectory(file.resolveSibling("."))
        ? Optional.empty()
        : Optional.of("card reader: " + file + ": no such folder");
  }

  @Override
  public List<String> degradations() {
    return failure.stream().toList();
  }

  @Override
  public void close() {
    closed = true;
  }
}
