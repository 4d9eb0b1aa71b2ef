package org.dockwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.mqtt.Mosquitto;
import org.dockwarden.fleet.mqtt.TestDock;
import org.dockwarden.fleet.query.DockDetail;
import org.dockwarden.fleet.query.DockSummary.Trouble;
import org.dockwarden.fleet.query.FleetQueries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input at a real broker: it is contained, counted and named, and others are unaffected. */
final class FleetTroubleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DockKey BAD = new DockKey("g", "dock-1");
  private static final DockKey GOOD = new DockKey("g", "dock-2");

  @TempDir private static Path folder;
  @TempDir private Path store;

  private Mosquitto broker;
  private FleetService fleet;

  @BeforeEach
  void start() throws Exception {
    TestPki pki = new TestPki("everybody");
    for (String name : List.of("fleet-1", "dock-1", "dock-2")) {
      pki.dock(name).write(folder, name);
    }
    broker = Mosquitto.start(folder, pki);
    fleet = FleetService.start(TestSettings.of(broker.url(), folder, store, ""), Clock.systemUTC());
    await(queries -> queries.health().degraded().isEmpty());
  }

  @AfterEach
  void stop() throws Exception {
    fleet.close();
    broker.stop();
  }

  @Test
  void gapIsMendedByARebirth() throws Exception {
    try (TestDock dock = dock("dock-1")) {
      dock.birth();
      dock.bay("DBIRTH", "bay-1", "empty");
      dock.loseOne();
      dock.bay("DDATA", "bay-1", "safe");
      assertTrue(dock.awaitRebirthRequest());
      dock.birth();
      dock.bay("DBIRTH", "bay-1", "cleared");
      await(queries -> state(queries, BAD).equals("cleared"));
    }
  }

  @Test
  void twoDocksWithOneNameAreNamed() throws Exception {
    for (int count : new int[] {17, 203, 18, 204}) {
      try (TestDock next = new TestDock(broker.url(), folder, "dock-1", "c" + count, count)) {
        next.birth();
        await(queries -> birth(queries) == count);
      }
    }
    await(queries -> troubles(queries, BAD).contains(Trouble.Kind.SHARED_NAME));
  }

  @Test
  void junkOfOneDockIsCountedAndTheOtherIsHeard() throws Exception {
    try (TestDock bad = dock("dock-1");
        TestDock good = dock("dock-2")) {
      bad.birth();
      good.birth();
      good.bay("DBIRTH", "bay-1", "empty");
      for (int i = 0; i < 20; i++) {
        bad.publish("spBv1.0/g/NDATA/dock-1", new byte[] {-1, 1, 2, 3});
      }
      bad.publish("spBv1.0/g/NDATA/dock-1", new byte[1024 * 1024]);
      good.bay("DDATA", "bay-1", "ready");
      await(queries -> state(queries, GOOD).equals("ready"));
      await(
          queries ->
              detail(queries, BAD).dropped().getOrDefault("malformed-payload", 0L) == 20
                  && detail(queries, BAD).dropped().getOrDefault("too-large", 0L) == 1);
      assertTrue(detail(fleet.queries(), GOOD).dropped().isEmpty());
    }
  }

  /** The broker's rules: a dock publishes under its own name only. */
  @Test
  void nobodySpeaksForAnother() throws Exception {
    try (TestDock good = dock("dock-2");
        TestDock bad = dock("dock-1")) {
      good.birth();
      good.bay("DBIRTH", "bay-1", "empty");
      await(queries -> state(queries, GOOD).equals("empty"));
      bad.publish("spBv1.0/g/NDEATH/dock-2", new byte[0]);
      bad.publish("spBv1.0/g/NDATA/dock-2", new byte[] {-1});
      bad.birth();
      await(queries -> queries.dock(BAD).isPresent());
      DockDetail untouched = detail(fleet.queries(), GOOD);
      assertTrue(untouched.summary().online());
      assertTrue(untouched.dropped().isEmpty());
    }
  }

  @Test
  @ExpectsLog("Lost ssl://|No connection to ssl://")
  void dockIsUnknownWithoutItsBrokerAndKnownAgainAfterItsBirth() throws Exception {
    try (TestDock dock = dock("dock-2")) {
      dock.birth();
      await(queries -> queries.dock(GOOD).map(it -> it.summary().online()).orElse(false));
      broker.stop();
      await(queries -> troubles(queries, GOOD).contains(Trouble.Kind.INCOMPLETE));
      assertFalse(troubles(fleet.queries(), GOOD).contains(Trouble.Kind.OFFLINE));
    }
    broker.again();
    await(queries -> queries.health().degraded().isEmpty());
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-2", "dock-2", 2)) {
      dock.birth();
      await(queries -> detail(queries, GOOD).summary().online());
      assertEquals(2, detail(fleet.queries(), GOOD).birth().orElseThrow());
    }
  }

  @Test
  void hostThatStartsAgainSaysSoAndKnowsItsHistory() throws Exception {
    try (TestDock dock = dock("dock-2")) {
      fleet.close();
      assertTrue(dock.hostState("fleet-1").startsWith("{\"online\":false,\"timestamp\":"));
      fleet =
          FleetService.start(TestSettings.of(broker.url(), folder, store, ""), Clock.systemUTC());
      await(queries -> queries.health().degraded().isEmpty());
      dock.birth();
      await(queries -> queries.dock(GOOD).isPresent());
    }
  }

  private TestDock dock(String name) throws Exception {
    return new TestDock(broker.url(), folder, name);
  }

  private static String state(FleetQueries queries, DockKey dock) {
    return queries
        .dock(dock)
        .filter(it -> !it.bays().isEmpty())
        .map(it -> it.bays().getFirst().state())
        .orElse("");
  }

  private static long birth(FleetQueries queries) {
    return queries.dock(BAD).map(it -> it.birth().orElse(-1)).orElse(-1L);
  }

  private static DockDetail detail(FleetQueries queries, DockKey dock) {
    return queries.dock(dock).orElseThrow();
  }

  private static List<Trouble.Kind> troubles(FleetQueries queries, DockKey dock) {
    return detail(queries, dock).summary().troubles().stream().map(Trouble::kind).toList();
  }

  private void await(Predicate<FleetQueries> holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.test(fleet.queries())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so within " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
