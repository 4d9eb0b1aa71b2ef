package org.dockwarden.dock.simulated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.dockwarden.dock.bay.BayNumber;

/**
 * The bays' files as they are now. A file is read again unless its inode, its length and the time
 * of its last change of any kind are those of a reading that was long enough after that change.
 * Thread-safe.
 */
final class BayFiles {
  /**
   * The kernel's clock for files goes by steps of a few milliseconds (CONFIG_HZ): a file that was
   * read within the step of its last change may change once more and keep its times. Two seconds
   * are the coarsest times that a file system keeps (FAT).
   */
  static final Duration STEP = Duration.ofSeconds(2);

  private final Path folder;
  private final InstantSource clock;
  private final Map<BayNumber, Kept> kept = new ConcurrentHashMap<>();

  /**
   * A bay's file.
   *
   * @param identity inode, time of the last change and content: one of them differs for each file
   * @param file what it says, empty if it is none
   * @param problem why it is none
   */
  record Seen(String identity, Optional<BayFile> file, String problem) {}

  /** What a file was when it was read. */
  private record Stamp(long inode, FileTime changed, long bytes) {}

  private record Kept(Stamp stamp, Seen seen) {}

  /**
   * @param clock the one that files are stamped by
   */
  BayFiles(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** What is plugged into a bay; empty if nothing is. */
  Optional<Seen> look(BayNumber bay) throws IOException {
    Path file = folder.resolve("bay-" + bay + ".toml");
    Kept before = kept.get(bay);
    if (before == null && Files.notExists(file)) {
      return Optional.empty(); // Found out without an exception, twenty times a second.
    }
    try {
      Map<String, Object> attributes = Files.readAttributes(file, "unix:ino,ctime,size");
      Stamp stamp =
          new Stamp(
              (long) value(attributes, "ino"),
              (FileTime) value(attributes, "ctime"),
              (long) value(attributes, "size"));
      if (before != null && before.stamp().equals(stamp)) {
        return Optional.of(before.seen());
      }
      boolean isSettled = stamp.changed().toInstant().plus(STEP).isBefore(clock.instant());
      Seen seen = read(file, stamp);
      if (isSettled) {
        kept.put(bay, new Kept(stamp, seen));
      } else {
        kept.remove(bay);
      }
      return Optional.of(seen);
    } catch (NoSuchFileException e) {
      kept.remove(bay);
      return Optional.empty();
    }
  }

  private static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  private Seen read(Path file, Stamp stamp) throws IOException {
    byte[] content = Files.readAllBytes(file);
    CRC32C sum = new CRC32C();
    sum.update(content);
    String identity =
        "simulated-%s-%s-%x".formatted(stamp.inode(), stamp.changed(), sum.getValue());
    try {
      BayFile parsed = BayFile.parse(new String(content, StandardCharsets.UTF_8), folder);
      return new Seen(identity, Optional.of(parsed), "");
    } catch (IllegalArgumentException e) {
      return new Seen(identity, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
