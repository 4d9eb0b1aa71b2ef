package org.dockwarden.fleet.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockTopic;
import org.dockwarden.fleet.dock.DropReason;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.query.CameraSummary;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.query.ServiceHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docks, cameras and the service itself say, as it reaches the rules of alerts. */
final class FleetWatchTest {
  private static final Instant START = Instant.parse("2026-11-28T03:00:00Z");
  private static final String BROKER = "ssl://broker:8883";
  private static final DockKey DOCK = new DockKey("force-a:site-1", "dock-1");
  private static final Subject THE_DOCK = Subject.dock(DOCK.group(), DOCK.dock());
  private static final Subject BAY_3 = Subject.bay(DOCK.group(), DOCK.dock(), "bay-3");

  private final List<Observation> seen = new ArrayList<>();
  private final DockTable docks = new DockTable(new EventWatch(seen::add));
  private final SortedMap<String, Boolean> brokers = new TreeMap<>();
  private final List<CameraSummary> inventory = new ArrayList<>();
  private String historyProblem = "";
  private Instant now = START;
  private int seq;
  private final FleetWatch watch =
      new FleetWatch(
          new FleetWatch.Sight(
              docks,
              (filter, page) -> Page.of(inventory, page),
              () -> health(brokers),
              () -> historyProblem,
              Path.of(".")),
          seen::add,
          () -> now);

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void dockThatLeavesIsOfflineAndOneThatComesIsNot() throws IOException {
    birth();
    assertEquals(0, last(AlertKind.DOCK_OFFLINE, THE_DOCK).value());
    death();
    assertEquals(1, last(AlertKind.DOCK_OFFLINE, THE_DOCK).value());
    seen.clear();
    watch.look();
    assertEquals(1, last(AlertKind.DOCK_OFFLINE, THE_DOCK).value());
  }

  @Test
  void faultOfABayIsSeenAtOnceWithItsCodeAndSoIsItsEnd() {
    birth();
    bay("DBIRTH", text("state", "fault"), text("reason", "no-current"));
    assertEquals(1, last(AlertKind.BAY_FAULT, BAY_3).value());
    assertEquals("no-current", last(AlertKind.BAY_FAULT, BAY_3).detail());
    assertEquals(0, last(AlertKind.USB_REFUSED, BAY_3).value());
    bay("DDATA", text("state", "empty"), text("reason", ""));
    assertEquals(0, last(AlertKind.BAY_FAULT, BAY_3).value());
  }

  @Test
  void refusedDeviceIsNamed() {
    birth();
    bay(
        "DBIRTH",
        text("state", "refused"),
        text("reason", "forbidden-interface"),
        text("device", "046d:c31c - Keyboard"));
    assertEquals(
        "forbidden-interface, 046d:c31c - Keyboard", last(AlertKind.USB_REFUSED, BAY_3).detail());
    assertEquals(1, last(AlertKind.USB_REFUSED, BAY_3).value());
  }

  @Test
  void numbersOfADockAreMeasured() throws IOException {
    birth(
        integer("backlog/oldestAt", START.minus(Duration.ofHours(30)).toEpochMilli()),
        integer("spool/bytes", 800),
        integer("spool/quota", 1000),
        integer("certificate/daysLeft", 12),
        integer("backlog/quarantined", 2),
        text("clock", "unsynchronised"));
    watch.look();
    assertEquals(30, last(AlertKind.BACKLOG_OLD, THE_DOCK).value());
    assertEquals(80, last(AlertKind.SPOOL_FILLING, THE_DOCK).value());
    assertEquals(12, last(AlertKind.CERTIFICATE_ENDING, THE_DOCK).value());
    assertEquals(2, last(AlertKind.QUARANTINE, THE_DOCK).value());
    assertEquals(1, last(AlertKind.CLOCK_UNSYNCHRONISED, THE_DOCK).value());
    assertEquals(0, last(AlertKind.DOCK_NAME_CONFLICT, THE_DOCK).value());
  }

  @Test
  void emptyBacklogIsNoneAndGrowsOldWithoutAWord() throws IOException {
    birth(integer("backlog/oldestAt", START.toEpochMilli()));
    now = START.plus(Duration.ofHours(25));
    watch.look();
    assertEquals(25, last(AlertKind.BACKLOG_OLD, THE_DOCK).value());
    send(
        "NDATA",
        Optional.empty(),
        SparkplugMetric.ofNull("backlog/oldestAt", now, SparkplugType.DATE_TIME));
    watch.look();
    assertEquals(0, last(AlertKind.BACKLOG_OLD, THE_DOCK).value());
  }

  /** A dock whose clock is years behind has no backlog of years, and its clock is told. */
  @Test
  void ageOfABacklogIsByTheDocksOwnClock() throws IOException {
    Instant said = START.minus(Duration.ofDays(400));
    SparkplugMetric oldest =
        integer("backlog/oldestAt", said.minus(Duration.ofHours(2)).toEpochMilli());
    send("NBIRTH", Optional.empty(), said, integer("bdSeq", 1), oldest);
    watch.look();
    assertEquals(2, last(AlertKind.BACKLOG_OLD, THE_DOCK).value());
    assertEquals(1, last(AlertKind.CLOCK_UNSYNCHRONISED, THE_DOCK).value());
    assertTrue(last(AlertKind.CLOCK_UNSYNCHRONISED, THE_DOCK).detail().startsWith("off by -"));
  }

  @Test
  void nothingIsSaidOfTheMetricsOfADockThatIsOffline() throws IOException {
    birth(integer("spool/bytes", 990), integer("spool/quota", 1000));
    death();
    seen.clear();
    watch.look();
    assertTrue(seen.stream().noneMatch(it -> it.kind() == AlertKind.SPOOL_FILLING));
  }

  @Test
  void lostBrokerIsTheTroubleAndNotItsDocks() throws IOException {
    brokers.put(BROKER, true);
    birth();
    watch.look();
    brokers.put(BROKER, false);
    docks.forgetPresence(BROKER, now);
    seen.clear();
    later(Duration.ofHours(1));
    assertEquals(1, last(AlertKind.BROKER_LOST, Subject.service()).value());
    assertEquals(BROKER, last(AlertKind.BROKER_LOST, Subject.service()).detail());
    assertTrue(seen.stream().noneMatch(it -> it.kind() == AlertKind.DOCK_OFFLINE));
  }

  @Test
  void dockThatDoesNotComeBackAfterItsBrokerIsOffline() throws IOException {
    brokers.put(BROKER, true);
    birth();
    docks.forgetPresence(BROKER, now);
    watch.look();
    seen.clear();
    later(ServiceWatch.RETURN.minusSeconds(1));
    assertTrue(seen.stream().noneMatch(it -> it.kind() == AlertKind.DOCK_OFFLINE));
    later(Duration.ofSeconds(1));
    assertEquals(0, last(AlertKind.BROKER_LOST, Subject.service()).value());
    later(Duration.ofSeconds(30));
    assertEquals(1, last(AlertKind.DOCK_OFFLINE, THE_DOCK).value());
    assertEquals("not heard since " + START, last(AlertKind.DOCK_OFFLINE, THE_DOCK).detail());
  }

  @Test
  void droppedMessagesAreThoseSinceTheLookBeforeAndTheDocksAreNotTheServices() throws IOException {
    birth();
    for (int i = 0; i < 3; i++) {
      docks.drop(Optional.of(DOCK), DropReason.MALFORMED_PAYLOAD);
    }
    docks.drop(Optional.empty(), DropReason.QUEUE_FULL);
    watch.look();
    assertEquals(3, last(AlertKind.MESSAGES_DROPPED, THE_DOCK).value());
    assertEquals("malformed-payload", last(AlertKind.MESSAGES_DROPPED, THE_DOCK).detail());
    assertEquals(1, last(AlertKind.MESSAGES_DROPPED, Subject.service()).value());
    assertEquals("queue-full", last(AlertKind.MESSAGES_DROPPED, Subject.service()).detail());
    watch.look();
    assertEquals(0, last(AlertKind.MESSAGES_DROPPED, THE_DOCK).value());
  }

  @Test
  void countThatFallsForAMomentIsNotCountedTwice() {
    DropWatch drops = new DropWatch();
    Subject service = Subject.service();
    for (long[] step : new long[][] {{4, 4}, {3, 0}, {4, 0}, {6, 2}}) {
      SortedMap<String, Long> dropped = new TreeMap<>(Map.of("flood", step[0]));
      assertEquals((double) step[1], drops.look(service, dropped, now).value(), "at " + step[0]);
    }
  }

  @Test
  void whatARebirthMendsIsNoAlert() throws IOException {
    birth();
    for (int i = 0; i < 20; i++) {
      docks.drop(Optional.of(DOCK), DropReason.GAP);
      docks.drop(Optional.of(DOCK), DropReason.OLD_DEATH);
    }
    watch.look();
    assertEquals(0, last(AlertKind.MESSAGES_DROPPED, THE_DOCK).value());
    for (int i = 0; i < 21; i++) {
      docks.drop(Optional.of(DOCK), DropReason.GAP);
    }
    watch.look();
    assertEquals(21, last(AlertKind.MESSAGES_DROPPED, THE_DOCK).value());
  }

  @Test
  void historyThatIsNotWrittenIsAFullOne() throws IOException {
    watch.look();
    double before = last(AlertKind.HISTORY_FULL, Subject.service()).value();
    assertTrue(before > 0 && before <= 100, "per cent of a disk: " + before);
    historyProblem = "database or disk is full";
    watch.look();
    assertEquals(100, last(AlertKind.HISTORY_FULL, Subject.service()).value());
    assertEquals(historyProblem, last(AlertKind.HISTORY_FULL, Subject.service()).detail());
  }

  @Test
  void camerasInUseThatAreNotHereAreMissing() throws IOException {
    inventory.add(camera("gone", StockState.IN_USE, false));
    inventory.add(camera("here", StockState.IN_USE, true));
    inventory.add(camera("spare", StockState.SPARE, false));
    watch.look();
    assertEquals(9, days("gone"));
    assertEquals(0, days("here"));
    assertEquals(0, days("spare"));
  }

  @Test
  void everyPageOfTheInventoryIsRead() throws IOException {
    for (int i = 0; i < Page.Request.MAX_LIMIT + 1; i++) {
      inventory.add(camera("c" + i, StockState.IN_USE, false));
    }
    watch.look();
    assertEquals(
        inventory.size(),
        seen.stream().filter(it -> it.kind() == AlertKind.CAMERA_MISSING).count());
  }

  @Test
  void camerasAreLookedAtOnceAnHourAndOneThatIsDockedIsFoundAtOnce() throws IOException {
    inventory.add(camera("gone", StockState.IN_USE, false));
    watch.look();
    seen.clear();
    later(Duration.ofMinutes(59));
    assertTrue(seen.stream().noneMatch(it -> it.kind() == AlertKind.CAMERA_MISSING));
    birth();
    bay("DBIRTH", text("state", "ready"), text("camera", "gone"));
    assertEquals(0, days("gone"));
    later(Duration.ofMinutes(1));
    assertFalse(days("gone") == 0, "the inventory of this test still says that it is gone");
  }

  private void later(Duration time) throws IOException {
    now = now.plus(time);
    watch.look();
  }

  private double days(String camera) {
    return last(AlertKind.CAMERA_MISSING, Subject.camera("g", "d", camera)).value();
  }

  private Observation last(AlertKind kind, Subject subject) {
    return seen.reversed().stream()
        .filter(it -> it.kind() == kind)
        .filter(it -> it.subject().identity().equals(subject.identity()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " of " + subject + " in " + seen));
  }

  private static CameraSummary camera(String id, StockState stock, boolean isDocked) {
    return new CameraSummary(
        id,
        id,
        "",
        "",
        Optional.of(
            new CameraSummary.Place(new DockKey("g", "dock-9"), "", "g", "bay-1", isDocked)),
        Optional.empty(),
        START.minus(Duration.ofDays(100)),
        Optional.of(START.minus(Duration.ofDays(9))),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        stock);
  }

  private static ServiceHealth health(SortedMap<String, Boolean> brokers) {
    return new ServiceHealth(brokers, new TreeMap<>(), 0, 0, 0, 0, 0, List.of());
  }

  private void birth(SparkplugMetric... metrics) {
    seq = 0;
    List<SparkplugMetric> all = new ArrayList<>(List.of(metrics));
    all.addFirst(integer("bdSeq", 1));
    send("NBIRTH", Optional.empty(), all.toArray(SparkplugMetric[]::new));
  }

  private void death() {
    apply(
        "NDEATH", Optional.empty(), SparkplugPayload.withoutSeq(now, List.of(integer("bdSeq", 1))));
  }

  private void bay(String kind, SparkplugMetric... metrics) {
    send(kind, Optional.of("bay-3"), metrics);
  }

  private void send(String kind, Optional<String> bay, SparkplugMetric... metrics) {
    send(kind, bay, now, metrics);
  }

  private void send(String kind, Optional<String> bay, Instant said, SparkplugMetric... metrics) {
    apply(kind, bay, SparkplugPayload.of(said, List.of(metrics), seq));
    seq++;
  }

  private void apply(String kind, Optional<String> bay, SparkplugPayload payload) {
    String topic =
        "spBv1.0/%s/%s/%s".formatted(DOCK.group(), kind, DOCK.dock())
            + bay.map(it -> "/" + it).orElse("");
    docks.apply(DockTopic.parse(topic).orElseThrow(), payload, BROKER, now);
  }

  private SparkplugMetric text(String name, String value) {
    return SparkplugMetric.ofText(name, now, value);
  }

  private SparkplugMetric integer(String name, long value) {
    return SparkplugMetric.ofInteger(name, now, SparkplugType.INT64, value);
  }
}
