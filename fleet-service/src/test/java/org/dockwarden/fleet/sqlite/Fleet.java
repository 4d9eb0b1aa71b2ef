package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.HealthListeners;
import org.dockwarden.fleet.history.HistoryRecorder;
import org.dockwarden.fleet.host.SparkplugHost;
import org.dockwarden.fleet.inventory.CameraFollower;
import org.dockwarden.fleet.inventory.SiteNames;
import org.dockwarden.fleet.query.LiveFleet;

/** A whole fleet service without broker and page: messages go in, questions are answered. */
final class Fleet implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-28T01:00:00Z");
  static final String CAMERA = "1234:0001:SN-1";
  static final DockKey DOCK = new DockKey("force-a:site-1", "dock-1");
  private static final String BROKER = "ssl://broker:8883";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SqliteInventory inventory;
  final SqliteHistory history;
  final SparkplugHost host;
  final LiveFleet queries;
  Instant now = START;
  private int seq;

  Fleet(Path folder) throws IOException {
    SiteNames sites = new SiteNames(":");
    inventory = SqliteInventory.open(folder.resolve("inventory.db"), sites, 100, () -> now);
    history =
        SqliteHistory.open(folder.resolve("history.db"), 1L << 30, Duration.ofDays(90), () -> now);
    DockTable docks =
        new DockTable(
            new HealthListeners(
                List.of(new CameraFollower(inventory::add), new HistoryRecorder(history::add))));
    host = new SparkplugHost(docks, Duration.ofSeconds(2), 50);
    LiveFleet.Limits limits = new LiveFleet.Limits(Duration.ofDays(7), Duration.ofHours(24));
    queries =
        new LiveFleet(
            docks,
            host,
            sites,
            inventory,
            history,
            () -> new TreeMap<>(),
            List::of,
            limits,
            () -> now);
  }

  void birth(SparkplugMetric... more) {
    seq = 0;
    send("NBIRTH", Optional.empty(), List.of(number("bdSeq", 1)));
    send("DBIRTH", Optional.of("bay-1"), List.of(more));
  }

  void bay(SparkplugMetric... metrics) {
    send("DDATA", Optional.of("bay-1"), List.of(metrics));
  }

  void send(String kind, Optional<String> bay, List<SparkplugMetric> metrics) {
    SparkplugPayload payload = SparkplugPayload.of(now, metrics, seq);
    String topic = "spBv1.0/%s/%s/%s".formatted(DOCK.group(), kind, DOCK.dock());
    seq = (seq + 1) % 256;
    host.take(
        BROKER, topic + bay.map(it -> "/" + it).orElse(""), SparkplugCodec.encode(payload), now);
  }

  void death() {
    SparkplugPayload payload = SparkplugPayload.withoutSeq(now, List.of(number("bdSeq", 1)));
    host.take(
        BROKER,
        "spBv1.0/%s/NDEATH/%s".formatted(DOCK.group(), DOCK.dock()),
        SparkplugCodec.encode(payload),
        now);
  }

  SparkplugMetric text(String name, String value) {
    return SparkplugMetric.ofText(name, now, value);
  }

  SparkplugMetric number(String name, long value) {
    return SparkplugMetric.ofInteger(name, now, SparkplugType.INT64, value);
  }

  SparkplugMetric[] docked(long cycles) {
    return new SparkplugMetric[] {
      text("state", "ready"),
      text("camera", CAMERA),
      text("camera/serial", "SN-1"),
      text("camera/model", "Model X"),
      text("camera/firmware", "1.0"),
      number("battery/percent", 50),
      number("battery/cycles", cycles)
    };
  }

  /** Holds when what was added is written. */
  interface Condition {
    boolean holds() throws IOException;
  }

  static void await(Condition condition) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so within " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  static OptionalInt of(int number) {
    return OptionalInt.of(number);
  }

  @Override
  public void close() throws IOException {
    try (inventory) {
      history.close();
    }
  }
}
