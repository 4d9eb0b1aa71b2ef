package org.dockwarden.fleet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.fleet.FleetService;
import org.dockwarden.fleet.TestSettings;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.mqtt.Mosquitto;
import org.dockwarden.fleet.mqtt.TestDock;
import org.dockwarden.fleet.web.desk.CommandDesk;
import org.dockwarden.fleet.web.desk.CommandDesk.Command;
import org.dockwarden.fleet.web.desk.CommandDesk.Line;
import org.dockwarden.fleet.web.desk.CommandDesk.Name;
import org.dockwarden.fleet.web.desk.CommandDesk.Sending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands to a dock and back over a real broker with the rules that sites install. */
final class SparkplugCommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final DockKey DOCK = new DockKey("g", "dock-1");
  private static final Optional<String> BAY = Optional.of("bay-1");

  @TempDir private static Path folder;
  @TempDir private Path store;

  private Mosquitto broker;
  private FleetService fleet;

  @BeforeEach
  void start() throws Exception {
    TestPki pki = new TestPki("everybody");
    pki.dock("fleet-1").write(folder, "fleet-1");
    pki.dock("dock-1").write(folder, "dock-1");
    broker = Mosquitto.start(folder, pki);
    fleet = FleetService.start(TestSettings.of(broker.url(), folder, store, ""), Clock.systemUTC());
    await(() -> fleet.queries().health().degraded().isEmpty());
  }

  @AfterEach
  void stop() throws Exception {
    fleet.close();
    broker.stop();
  }

  /**
   * tck-id-topics-ncmd-mqtt, tck-id-topics-ncmd-topic, tck-id-topics-dcmd-mqtt,
   * tck-id-topics-dcmd-topic: QoS 0, not retained, where the dock listens.
   */
  @Test
  void commandReachesItsDockAndTheResultComesBack() throws Exception {
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-1")) {
      dock.birth(nothing("command/find"), nothing("command/result"));
      dock.say("DBIRTH", BAY, nothing("command/signal"), nothing("command/result"));
      await(() -> desk().isAllowed(Name.SIGNAL, DOCK, BAY));
      assertFalse(desk().isAllowed(Name.RESTART, DOCK, Optional.empty()));

      String find = send(Name.FIND, Optional.empty(), Map.of("camera", "1:2:3", "seconds", "5"));
      TestDock.Heard heard = dock.awaitCommand();
      assertEquals("spBv1.0/g/NCMD/dock-1", heard.topic());
      assertEquals(0, heard.qos());
      assertFalse(heard.isRetained());
      assertEquals(
          new SparkplugValue.TextValue(
              "{\"camera\":\"1:2:3\",\"id\":\"%s\",\"seconds\":5}".formatted(find)),
          heard.metrics().getFirst().value());
      dock.say("NDATA", Optional.empty(), result(find, "not-found"));
      await(() -> line().result().map(it -> it.code().equals("not-found")).orElse(false));

      String signal = send(Name.SIGNAL, BAY, Map.of("seconds", "30"));
      TestDock.Heard second = dock.awaitCommand();
      assertEquals("spBv1.0/g/DCMD/dock-1/bay-1", second.topic());
      assertEquals(0, second.qos());
      assertFalse(second.isRetained());
      dock.say("DDATA", BAY, result(signal, "ok"));
      await(() -> line().result().map(it -> it.code().equals("ok")).orElse(false));
      assertEquals(2, desk().lines(Optional.of(DOCK), 10).size());
    }
  }

  @Test
  void dockThatIsGoneIsToldNothing() throws Exception {
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-1")) {
      dock.birth(nothing("command/find"));
      await(() -> desk().isAllowed(Name.FIND, DOCK, Optional.empty()));
      dock.vanish();
      await(() -> fleet.queries().dock(DOCK).map(it -> !it.summary().online()).orElse(false));
      Command command = new Command(Name.FIND, DOCK, Optional.empty(), new TreeMap<>(), "kim");
      assertInstanceOf(Sending.Offline.class, desk().send(command));
    }
  }

  private CommandDesk desk() {
    return fleet.commands();
  }

  private String send(Name name, Optional<String> bay, Map<String, String> arguments)
      throws Exception {
    Sending sending = desk().send(new Command(name, DOCK, bay, new TreeMap<>(arguments), "kim"));
    return assertInstanceOf(Sending.Sent.class, sending).id();
  }

  private Line line() {
    try {
      return desk().lines(Optional.of(DOCK), 1).getFirst();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SparkplugMetric nothing(String name) {
    return SparkplugMetric.ofNull(name, Instant.now(), SparkplugType.STRING);
  }

  private static SparkplugMetric result(String id, String code) {
    return SparkplugMetric.ofText(
        "command/result",
        Instant.now(),
        "{\"code\":\"%s\",\"command\":\"x\",\"detail\":\"\",\"id\":\"%s\"}".formatted(code, id));
  }

  private static void await(BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not so within " + PATIENCE);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
