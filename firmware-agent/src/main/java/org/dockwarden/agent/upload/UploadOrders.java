package org.dockwarden.agent.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators said of the pace of uploads, in a small file, so that it outlives the agent: who
 * paused until two o'clock means two o'clock. Thread-safe.
 */
public final class UploadOrders {
  /** No order reaches further (H-20); one that does was read with a wrong clock. */
  public static final Duration FURTHEST = Duration.ofDays(7);

  /** So that no limit overflows what is reckoned with it. */
  public static final long MAX_BYTES_PER_SECOND = 1L << 40;

  private static final Logger LOG = LoggerFactory.getLogger(UploadOrders.class);
  private static final int MAX_BYTES = 4096;
  private static final String PAUSED_UNTIL = "pausedUntil";
  private static final String LIMIT = "limit";
  private static final String LIMIT_UNTIL = "limitUntil";

  private final Path file;
  private final BandwidthLimit limit;
  private Orders orders = Orders.NONE;
  private Optional<String> trouble = Optional.empty();

  private record Limit(long bytesPerSecond, Instant until) {}

  private record Orders(Optional<Instant> pausedUntil, Optional<Limit> limit) {
    static final Orders NONE = new Orders(Optional.empty(), Optional.empty());
  }

  private UploadOrders(Path file, BandwidthLimit limit) {
    this.file = file;
    this.limit = limit;
  }

  /** Puts in force what a former run was told; a file that cannot be read counts for nothing. */
  public static UploadOrders open(Path file, BandwidthLimit limit, InstantSource clock) {
    UploadOrders all = new UploadOrders(file, limit);
    try {
      if (Files.exists(file)) {
        all.take(read(file), clock.instant().plus(FURTHEST));
      }
    } catch (IOException e) {
      all.troubled("not read, no order of before is in force", e);
    }
    return all;
  }

  private static Orders read(Path file) throws IOException {
    JsonObjectReader json =
        JsonObjectReader.of(StrictJson.read(Files.readAllBytes(file), MAX_BYTES));
    Optional<Instant> pausedUntil = json.optionalInstant(PAUSED_UNTIL);
    Optional<Limit> limit = json.has(LIMIT) ? Optional.of(limit(json)) : Optional.empty();
    json.finish();
    return new Orders(pausedUntil, limit);
  }

  private static Limit limit(JsonObjectReader json) throws EvidenceException {
    return new Limit(json.integer(LIMIT, 0, MAX_BYTES_PER_SECOND), json.instant(LIMIT_UNTIL));
  }

  private synchronized void take(Orders read, Instant furthest) {
    orders =
        new Orders(
            read.pausedUntil().filter(until -> !until.isAfter(furthest)),
            read.limit().filter(it -> !it.until().isAfter(furthest)));
    orders.pausedUntil().ifPresent(limit::pauseUntil);
    orders.limit().ifPresent(it -> limit.order(it.bytesPerSecond(), it.until()));
    if (!orders.equals(read)) {
      LOG.warn("{}: an order beyond {}, not taken", file, furthest);
    }
  }

  /**
   * No upload goes on until then.
   *
   * @throws IOException where this run alone heeds it: the disk did not take it
   */
  public synchronized void pauseUntil(Instant until) throws IOException {
    limit.pauseUntil(until);
    keep(new Orders(Optional.of(until), orders.limit()));
  }

  /** Ends {@link #pauseUntil}. */
  public synchronized void resume() throws IOException {
    limit.pauseUntil(Instant.MIN);
    keep(new Orders(Optional.empty(), orders.limit()));
  }

  /**
   * Another limit than the schedule's until then.
   *
   * @param bytesPerSecond 0 for none
   */
  public synchronized void limit(long bytesPerSecond, Instant until) throws IOException {
    limit.order(bytesPerSecond, until);
    keep(new Orders(orders.pausedUntil(), Optional.of(new Limit(bytesPerSecond, until))));
  }

  /** What is wrong with the file, if anything is. */
  public synchronized Optional<String> trouble() {
    return trouble;
  }

  private void keep(Orders now) throws IOException {
    orders = now;
    try {
      write(json(now));
      trouble = Optional.empty();
    } catch (IOException e) {
      troubled("not written, a restart would forget the last order", e);
      throw e;
    }
  }

  private void troubled(String what, IOException e) {
    LOG.warn("{}: {}: {}", file, what, e.toString());
    trouble = Optional.of("upload orders: " + what + ": " + e.getMessage());
  }

  private static byte[] json(Orders orders) {
    JsonObjectBuilder json = new JsonObjectBuilder();
    orders
        .limit()
        .ifPresent(it -> json.put(LIMIT, it.bytesPerSecond()).put(LIMIT_UNTIL, it.until()));
    orders.pausedUntil().ifPresent(until -> json.put(PAUSED_UNTIL, until));
    return json.toBytes();
  }

  /** On stable storage when this returns: a power cut is what it is for. */
  private void write(byte[] json) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
