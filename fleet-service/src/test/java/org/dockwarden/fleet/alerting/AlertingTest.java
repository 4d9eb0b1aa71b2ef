package org.dockwarden.fleet.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.AlertRules;
import org.dockwarden.fleet.alert.Changes;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Silence;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.alerting.sqlite.SqliteAlertStore;
import org.dockwarden.fleet.notify.Courier;
import org.dockwarden.fleet.notify.FakeDestination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From what docks say to what people get, over restarts and full disks, with a clock of the test.
 */
final class AlertingTest {
  private static final Instant START = Instant.parse("2026-11-28T08:00:00Z");

  @TempDir private Path folder;
  private final FakeDestination desk = new FakeDestination("desk", 100);
  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private SqliteAlertStore store;
  private Alerting alerting;
  private Courier courier;

  @BeforeEach
  void open() throws IOException {
    store = SqliteAlertStore.open(folder.resolve("alerts.db"));
    start(store);
  }

  private void start(AlertStore used) throws IOException {
    alerting =
        Alerting.open(AlertRules.defaults(), used, List.of(desk), clock, Duration.ofDays(400));
    courier = new Courier(desk, store.outbox(), new Random(1));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void aSiteGoesDownAndComesBackOverARestart() throws Exception {
    docks(30, false);
    pass(Duration.ofMinutes(1));
    docks(30, true);
    pass(Duration.ofMinutes(10));
    assertEquals(List.of("raised force-a:north"), got());
    Alert site = site();
    assertEquals(30, site.docks());
    assertTrue(alerting.acknowledge(site.id(), "ann", "line is being repaired"));
    restart();
    assertEquals("ann", site().acknowledgement().orElseThrow().who());
    assertEquals(31, alerting.open().size());
    docks(30, true);
    pass(Duration.ofHours(1));
    assertEquals(List.of("acknowledged force-a:north"), got());
    docks(30, false);
    pass(Duration.ofMinutes(6));
    assertEquals(List.of("cleared force-a:north"), got());
    assertEquals(List.of(), alerting.open());
    assertEquals(
        List.of("raised", "acknowledged", "cleared"),
        alerting.history(site.id()).stream().map(it -> it.step().text()).toList());
    assertEquals(31, alerting.closed(now, 100).size());
  }

  @Test
  void aSilenceSurvivesARestart() throws Exception {
    Silence silence =
        new Silence(
            "q-1",
            Optional.of(AlertKind.DOCK_OFFLINE),
            Subject.site("force-a:north"),
            now,
            now.plus(Duration.ofHours(2)),
            "power works",
            "ann",
            Optional.empty());
    assertTrue(alerting.silence(silence));
    restart();
    assertEquals(List.of(silence), alerting.silences());
    offline("d1", true);
    pass(Duration.ofHours(1));
    assertTrue(alerting.isSilenced(alerting.open().getFirst()));
    assertEquals(List.of(), got());
    assertTrue(alerting.lift("q-1", "ann", "done"));
    assertFalse(alerting.lift("q-1", "ann", "done"));
    restart();
    assertEquals(List.of(), alerting.silences());
    pass(Duration.ofMinutes(1));
    assertEquals(List.of("raised force-a:north/d1"), got());
  }

  @Test
  void nothingIsLostWhenTheProcessDiesBetweenDecidingAndSending() throws Exception {
    offline("d1", true);
    now = now.plus(Duration.ofMinutes(11));
    alerting.tick();
    restart();
    assertEquals(List.of("raised force-a:north/d1"), got());
  }

  @Test
  void whileTheStoreTakesNothingNothingIsDecidedAndNothingForgotten() throws Exception {
    FailingStore failing = new FailingStore(store);
    start(failing);
    offline("d1", true);
    failing.isFailing = true;
    now = now.plus(Duration.ofMinutes(11));
    assertThrows(IOException.class, alerting::tick);
    assertTrue(alerting.health().getFirst().contains("cannot be stored"));
    offline("d1", false);
    now = now.plus(Duration.ofHours(1));
    assertThrows(IOException.class, alerting::tick);
    assertThrows(IOException.class, () -> alerting.acknowledge("al-0", "ann", ""));
    failing.isFailing = false;
    pass(Duration.ofMinutes(1));
    assertEquals(List.of("raised force-a:north/d1", "cleared force-a:north/d1"), got());
    assertEquals(List.of(), alerting.health());
  }

  @Test
  void timeThatGoesBackDoesNoHarm() throws Exception {
    offline("d1", true);
    pass(Duration.ofMinutes(11));
    now = START.minus(Duration.ofDays(1));
    alerting.tick();
    assertEquals(1, alerting.open().size());
    assertEquals(List.of("raised force-a:north/d1"), got());
  }

  @Test
  void whatEndedLongAgoIsForgotten() throws Exception {
    offline("d1", true);
    pass(Duration.ofMinutes(11));
    offline("d1", false);
    pass(Duration.ofMinutes(6));
    String id = alerting.closed(now.plusSeconds(1), 1).getFirst().id();
    now = now.plus(Duration.ofDays(399));
    alerting.prune();
    assertEquals(2, alerting.history(id).size());
    now = now.plus(Duration.ofDays(2));
    alerting.prune();
    assertEquals(List.of(), alerting.history(id));
    assertEquals(List.of(), alerting.closed(now, 10));
  }

  private void restart() throws IOException {
    store.close();
    open();
  }

  private void docks(int count, boolean isOffline) {
    for (int i = 0; i < count; i++) {
      offline("d" + i, isOffline);
    }
  }

  private void offline(String dock, boolean isOffline) {
    Subject subject = Subject.dock("force-a:north", dock);
    alerting.observe(Observation.flag(AlertKind.DOCK_OFFLINE, subject, now, isOffline, ""));
  }

  private void pass(Duration time) throws IOException {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(30);
      Changes changes = alerting.tick();
      assertTrue(changes.events().size() <= 100);
    }
  }

  private Alert site() {
    return alerting.open().stream().filter(it -> it.subject().isSite()).findFirst().orElseThrow();
  }

  /** What the desk got since the last call. */
  private List<String> got() throws Exception {
    courier.turn(now);
    List<String> got = new ArrayList<>();
    desk.taken.forEach(
        message ->
            message
                .notices()
                .forEach(
                    it ->
                        got.add(
                            it.event().step().text() + " " + it.event().alert().subject().path())));
    desk.taken.clear();
    return got;
  }
}
