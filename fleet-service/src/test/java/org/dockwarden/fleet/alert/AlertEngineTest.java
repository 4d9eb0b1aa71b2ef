package org.dockwarden.fleet.alert;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.dockwarden.fleet.alert.AlertKind.BAY_FAULT;
import static org.dockwarden.fleet.alert.AlertKind.CAMERA_MISSING;
import static org.dockwarden.fleet.alert.AlertKind.CERTIFICATE_ENDING;
import static org.dockwarden.fleet.alert.AlertKind.DOCK_OFFLINE;
import static org.dockwarden.fleet.alert.AlertKind.SPOOL_FILLING;
import static org.dockwarden.fleet.alert.AlertKind.USB_REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlertEngineTest {
  private static final Subject DOCK = Subject.dock("s", "d1");

  private final EngineRun run = new EngineRun(AlertRules.defaults());

  @Test
  void isRaisedOnlyAfterItHasHeld() {
    run.bad(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(9));
    assertEquals(List.of(), run.told());
    run.pass(ofMinutes(1));
    assertEquals(List.of("raised warning s/d1"), run.told());
    assertEquals(EngineRun.START, run.engine.open().getFirst().since());
  }

  @Test
  void isNotRaisedWhenItEndsBefore() {
    run.bad(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(9));
    run.good(DOCK_OFFLINE, DOCK);
    run.pass(ofDays(1));
    assertEquals(List.of(), run.told());
    assertEquals(0, run.engine.size(), "forgotten");
  }

  @Test
  void isClearedOnlyAfterItWasGood() {
    raiseOffline();
    run.good(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(4));
    run.bad(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(4));
    run.good(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(4));
    assertEquals(List.of(), run.told());
    run.pass(ofMinutes(1));
    assertEquals(List.of("cleared warning s/d1"), run.told());
  }

  @Test
  void aGlimpseBetweenTwoTicksIsNotMissed() {
    run.see(USB_REFUSED, Subject.bay("s", "d1", "3"), 1, "0781:5581");
    run.good(USB_REFUSED, Subject.bay("s", "d1", "3"));
    run.pass(ofMinutes(1));
    assertEquals(List.of("raised warning s/d1/bay 3"), run.told());
    assertEquals("0781:5581", run.engine.open().getFirst().detail());
    run.pass(ofHours(1));
    assertEquals(List.of("cleared warning s/d1/bay 3"), run.told());
  }

  @Test
  void thresholdsForRaisingAndClearingDiffer() {
    run.see(SPOOL_FILLING, DOCK, 75, "");
    run.pass(ofMinutes(10));
    assertEquals(List.of("raised warning s/d1"), run.told());
    run.see(SPOOL_FILLING, DOCK, 66, "");
    run.pass(ofDays(2));
    assertEquals(List.of(), run.told(), "neither bad nor good");
    run.see(SPOOL_FILLING, DOCK, 65, "");
    run.pass(ofMinutes(30));
    assertEquals(List.of("cleared warning s/d1"), run.told());
  }

  @Test
  void becomesWorseAndStaysSoUntilItEnds() {
    run.see(CERTIFICATE_ENDING, DOCK, 30, "");
    run.pass(ofHours(1));
    run.see(CERTIFICATE_ENDING, DOCK, 7, "");
    run.pass(ofHours(1));
    assertEquals(List.of("raised warning s/d1", "escalated critical s/d1"), run.told());
    run.see(CERTIFICATE_ENDING, DOCK, 20, "");
    run.pass(ofDays(1));
    assertEquals(List.of(), run.told());
    run.see(CERTIFICATE_ENDING, DOCK, 365, "");
    run.pass(ofHours(1));
    assertEquals(List.of("cleared critical s/d1"), run.told());
  }

  @Test
  void anAcknowledgementIsOfWhatItWasThen() {
    run.see(SPOOL_FILLING, DOCK, 80, "");
    run.pass(ofMinutes(10));
    String id = run.engine.open().getFirst().id();
    run.take(run.engine.acknowledge(id, "ann", "on my way", run.now).orElseThrow());
    run.take(run.engine.acknowledge(id, "ann", "on my way", run.now).orElseThrow());
    assertEquals(List.of("raised warning s/d1", "acknowledged warning s/d1"), run.told());
    assertEquals("ann", run.engine.open().getFirst().acknowledgement().orElseThrow().who());
    run.see(SPOOL_FILLING, DOCK, 95, "");
    run.pass(ofMinutes(10));
    assertEquals(List.of("escalated critical s/d1"), run.told());
    assertEquals(Optional.empty(), run.engine.open().getFirst().acknowledgement());
    assertEquals(Optional.empty(), run.engine.acknowledge("al-0", "ann", "", run.now));
  }

  @Test
  void whatOpensInASilenceIsToldWhenItEnds() {
    silence("q", Optional.empty(), Subject.site("s"), ofHours(2).toMinutes());
    run.bad(DOCK_OFFLINE, DOCK);
    run.bad(DOCK_OFFLINE, Subject.dock("other", "d1"));
    run.pass(ofHours(1));
    assertEquals(List.of("raised warning other/d1"), run.told());
    run.pass(ofHours(1));
    assertEquals(List.of("raised warning s/d1"), run.told());
  }

  @Test
  void whatOpensAndEndsInASilenceIsNotTold() {
    silence("q", Optional.of(DOCK_OFFLINE), DOCK, 120);
    run.bad(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(20));
    run.good(DOCK_OFFLINE, DOCK);
    run.pass(ofHours(3));
    assertEquals(List.of(), run.told());
  }

  @Test
  void theEndOfWhatWasToldIsToldInASilenceToo() {
    raiseOffline();
    silence("q", Optional.empty(), Subject.service(), 600);
    run.good(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(5));
    assertEquals(List.of("cleared warning s/d1"), run.told());
  }

  @Test
  void whatGetsWorseInASilenceIsToldWhenItIsLifted() {
    run.see(SPOOL_FILLING, DOCK, 80, "");
    run.pass(ofMinutes(10));
    silence("q", Optional.empty(), DOCK, 600);
    run.see(SPOOL_FILLING, DOCK, 95, "");
    run.pass(ofMinutes(30));
    assertEquals(List.of("raised warning s/d1"), run.told());
    Silence lifted =
        run.engine.lift("q", "bob", "done", run.now).orElseThrow().silences().getFirst();
    assertEquals("bob", lifted.lifted().orElseThrow().who());
    run.pass(ofMinutes(1));
    assertEquals(List.of("escalated critical s/d1"), run.told());
    assertEquals(Optional.empty(), run.engine.lift("q", "bob", "", run.now));
  }

  @Test
  void silencesHaveALimitAReasonAndAnEnd() {
    for (int i = 0; i < AlertEngine.MAX_SILENCES; i++) {
      silence("q" + i, Optional.empty(), DOCK, 10);
    }
    assertEquals(Optional.empty(), run.engine.silence(silenceOf("more", 10), run.now));
    run.pass(ofMinutes(10));
    assertEquals(List.of(), run.engine.silences());
    assertThrows(IllegalArgumentException.class, () -> silenceOf("q", 0));
    Instant end = run.now.plusSeconds(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Silence("q", Optional.empty(), DOCK, run.now, end, " ", "ann", Optional.empty()));
  }

  @Test
  void whatFlapsIsOneAlertUntilItIsCalm() {
    for (int i = 0; i < 30; i++) {
      run.bad(DOCK_OFFLINE, DOCK);
      run.pass(ofMinutes(2)); // never long enough for an alert of its own
      run.good(DOCK_OFFLINE, DOCK);
      run.pass(ofMinutes(8));
    }
    assertEquals(List.of("raised warning s/d1"), run.told());
    assertTrue(run.engine.open().getFirst().flapping());
    run.pass(ofMinutes(111));
    assertEquals(List.of(), run.told());
    run.pass(ofMinutes(2));
    assertEquals(List.of("cleared warning s/d1"), run.told());
  }

  @Test
  void whatBeginsToFlapWhileItIsOpenIsNamed() {
    for (int i = 0; i < 24; i++) {
      run.bad(DOCK_OFFLINE, DOCK);
      run.pass(ofMinutes(30));
      run.good(DOCK_OFFLINE, DOCK);
      run.pass(ofMinutes(30));
    }
    List<String> told = run.told();
    assertTrue(run.engine.open().getFirst().flapping());
    assertTrue(told.size() <= 10, "a day of it: " + told);
  }

  @Test
  void aCameraIsTheSameWhereverItWasSeen() {
    run.see(CAMERA_MISSING, Subject.camera("s", "d1", "C-7"), 8, "");
    run.pass(ofMinutes(10));
    run.see(CAMERA_MISSING, Subject.camera("other", "d9", "C-7"), 0, "");
    run.pass(ofMinutes(1));
    assertEquals(
        List.of("raised warning s/d1/camera C-7", "cleared warning s/d1/camera C-7"), run.told());
  }

  @Test
  void anOpenAlertOfASwitchedOffRuleEnds() {
    raiseOffline();
    Rule rule = AlertRules.defaults().rule(DOCK_OFFLINE);
    Rule off =
        new Rule(DOCK_OFFLINE, false, rule.raise(), rule.clear(), rule.after(), rule.good(), true);
    run.restart(AlertRules.defaults().with(Map.of(DOCK_OFFLINE, off)));
    run.pass(ofMinutes(1));
    assertEquals(List.of("cleared warning s/d1"), run.told());
    run.bad(DOCK_OFFLINE, DOCK);
    run.pass(ofDays(1));
    assertEquals(List.of(), run.told());
  }

  @Test
  void aRestartTellsNothingTwiceAndForgetsNothing() {
    raiseOffline();
    String id = run.engine.open().getFirst().id();
    run.take(run.engine.acknowledge(id, "ann", "", run.now).orElseThrow());
    run.told();
    run.restart(AlertRules.defaults());
    run.bad(DOCK_OFFLINE, DOCK);
    run.pass(ofHours(1));
    assertEquals(List.of(), run.told());
    assertEquals("ann", run.engine.open().getFirst().acknowledgement().orElseThrow().who());
    run.good(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(5));
    assertEquals(List.of("cleared warning s/d1"), run.told());
  }

  @Test
  void whatIsTakenAwayHasNoAlertsAnyMore() {
    raiseOffline();
    run.see(BAY_FAULT, Subject.bay("s", "d1", "2"), 1, "no-current");
    run.pass(ofMinutes(5));
    run.told();
    run.take(run.engine.forget(DOCK, "ann", "retired", run.now));
    assertEquals(List.of("cleared warning s/d1", "cleared warning s/d1/bay 2"), run.told());
    assertFalse(run.engine.open().stream().anyMatch(Alert::isOpen));
  }

  @Test
  void whatIsOlderThanTheLastHasNoEffect() {
    raiseOffline();
    run.engine.observe(
        Observation.flag(DOCK_OFFLINE, DOCK, EngineRun.START.minusSeconds(9), false, ""));
    run.pass(ofHours(1));
    assertEquals(List.of(), run.told());
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i <= AlertEngine.MAX_CONDITIONS; i++) {
      run.bad(USB_REFUSED, Subject.bay("s" + i, "d", "1"));
    }
    assertEquals(AlertEngine.MAX_CONDITIONS, run.engine.size());
    assertEquals(1, run.engine.refused());
  }

  private void raiseOffline() {
    run.bad(DOCK_OFFLINE, DOCK);
    run.pass(ofMinutes(10));
    assertEquals(List.of("raised warning s/d1"), run.told());
  }

  private void silence(String id, Optional<AlertKind> kind, Subject scope, long minutes) {
    Instant until = run.now.plus(ofMinutes(minutes));
    Silence silence =
        new Silence(id, kind, scope, run.now, until, "works", "ann", Optional.empty());
    run.take(run.engine.silence(silence, run.now).orElseThrow());
  }

  private Silence silenceOf(String id, long minutes) {
    Instant until = run.now.plus(ofMinutes(minutes));
    return new Silence(id, Optional.empty(), DOCK, run.now, until, "x", "ann", Optional.empty());
  }
}
