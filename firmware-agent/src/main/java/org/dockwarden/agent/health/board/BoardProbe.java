package org.dockwarden.agent.health.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dockwarden.agent.health.metric.DockFacts;
import org.dockwarden.dock.sensor.Thermometer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads proc and sysfs, and remembers for a while: none of it changes from second to second. What
 * cannot be read is not known. One thread.
 */
public final class BoardProbe {
  private static final Logger LOG = LoggerFactory.getLogger(BoardProbe.class);
  private static final Duration FRESH = Duration.ofSeconds(30);

  /** Kernel documentation, driver-api/mmc/mmc-dev-attrs: each step of life_time is 10 %. */
  private static final int PERCENT_A_STEP = 10;

  private static final Pattern LIFE_TIME = Pattern.compile("0x([0-9a-f]{2}) 0x([0-9a-f]{2})");

  /** Raspberry Pi firmware: bits 0 to 3 say what holds now, those from 16 what has happened. */
  private static final String THROTTLED = "sys/devices/platform/soc/soc:firmware/get_throttled";

  private static final long THROTTLED_NOW = 0xf;

  private final Path root;
  private final Path spool;
  private final Optional<Thermometer> thermometer;
  private final Optional<Instant> certificateEnds;
  private final Instant startedAt;
  private final LongSupplier nanoTime;
  private Optional<DockFacts> known = Optional.empty();
  private long knownNanos;

  /**
   * @param root what proc and sys lie in
   * @param spool a folder of the disk that is told of
   */
  public BoardProbe(
      Path root,
      Path spool,
      Optional<Thermometer> thermometer,
      Optional<Instant> certificateEnds,
      Instant startedAt,
      LongSupplier nanoTime) {
    this.root = root;
    this.spool = spool;
    this.thermometer = thermometer;
    this.certificateEnds = certificateEnds;
    this.startedAt = startedAt;
    this.nanoTime = nanoTime;
  }

  /** As the board was at most half a minute ago. */
  public DockFacts look() {
    long now = nanoTime.getAsLong();
    if (known.isEmpty() || now - knownNanos >= FRESH.toNanos()) {
      known = Optional.of(read());
      knownNanos = now;
    }
    return known.get();
  }

  private DockFacts read() {
    return new DockFacts(
        startedAt,
        certificateEnds,
        disk(FileStore::getTotalSpace),
        disk(FileStore::getUsableSpace),
        wear(),
        celsius(),
        throttled(),
        link());
  }

  /** Asks a disk. */
  @FunctionalInterface
  private interface Question {
    long ask(FileStore disk) throws IOException;
  }

  private OptionalLong disk(Question question) {
    try {
      return OptionalLong.of(question.ask(Files.getFileStore(spool)));
    } catch (IOException e) {
      LOG.debug("disk: {}", e.toString());
      return OptionalLong.empty();
    }
  }

  /** The most worn of the board's eMMCs: a dock has one. */
  private OptionalLong wear() {
    try (Stream<Path> disks = Files.list(root.resolve("sys/block"))) {
      return disks
          .map(disk -> text(disk.resolve("device/life_time")))
          .flatMap(Optional::stream)
          .map(LIFE_TIME::matcher)
          .filter(Matcher::matches)
          .mapToLong(BoardProbe::percent)
          .max();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static long percent(Matcher life) {
    int steps = Math.max(Integer.parseInt(life.group(1), 16), Integer.parseInt(life.group(2), 16));
    return (long) steps * PERCENT_A_STEP;
  }

  private OptionalDouble celsius() {
    if (thermometer.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(thermometer.get().celsius());
    } catch (IOException e) {
      LOG.debug("thermometer: {}", e.toString()); // The charger says so, where it matters.
      return OptionalDouble.empty();
    }
  }

  private Optional<Boolean> throttled() {
    return text(root.resolve(THROTTLED))
        .filter(text -> text.matches("[0-9a-f]{1,8}"))
        .map(text -> (Long.parseLong(text, 16) & THROTTLED_NOW) != 0);
  }

  /** The interface of the default route with the least metric (proc_net_route: columns 1, 2, 7). */
  private Optional<DockFacts.Link> link() {
    Optional<String> table = text(root.resolve("proc/net/route"));
    if (table.isEmpty()) {
      return Optional.empty();
    }
    return table
        .get()
        .lines()
        .skip(1)
        .map(line -> List.of(line.split("\\s+")))
        .filter(row -> row.size() > 7 && row.get(1).equals("00000000"))
        .min(Comparator.comparingLong(row -> number(row.get(6)).orElse(Long.MAX_VALUE)))
        .map(row -> new DockFacts.Link(row.getFirst(), speed(row.getFirst())));
  }

  /** Megabits a second; interfaces without one have no such file, an error, or -1. */
  private OptionalLong speed(String name) {
    Optional<String> text = text(root.resolve("sys/class/net").resolve(name).resolve("speed"));
    return text.map(BoardProbe::number).orElse(OptionalLong.empty());
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]{1,10}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      return Optional.empty(); // Many boards have no such file.
    }
  }
}
