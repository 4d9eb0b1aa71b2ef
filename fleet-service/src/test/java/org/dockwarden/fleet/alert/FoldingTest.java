package org.dockwarden.fleet.alert;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.dockwarden.fleet.alert.AlertKind.BAY_FAULT;
import static org.dockwarden.fleet.alert.AlertKind.DOCK_OFFLINE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FoldingTest {
  private final EngineRun run = new EngineRun(AlertRules.defaults());

  @Test
  void aSiteThatGoesDownIsOneAlert() {
    site(40);
    offline(0, 40);
    run.pass(ofMinutes(10));
    assertEquals(List.of("raised critical s"), run.told());
    Alert site = site();
    assertEquals(40, site.docks());
    assertEquals(EngineRun.START, site.since());
    online(0, 40);
    run.pass(ofMinutes(5));
    assertEquals(List.of("cleared critical s"), run.told());
    assertEquals(List.of(), run.engine.open());
  }

  @Test
  void docksThatDoNotComeBackAreToldOneByOne() {
    site(40);
    offline(0, 40);
    run.pass(ofHours(1));
    run.told();
    online(2, 40);
    run.pass(ofMinutes(5));
    assertEquals(List.of(), run.told(), "they may be a little later");
    run.pass(ofMinutes(5));
    assertEquals(
        List.of("unfolded critical s", "raised warning s/d0", "raised warning s/d1"), run.told());
    online(0, 2);
    run.pass(ofMinutes(5));
    assertEquals(List.of("cleared warning s/d0", "cleared warning s/d1"), run.told());
  }

  @Test
  void whatWasToldBeforeIsFolded() {
    site(40);
    for (int i = 0; i < 6; i++) {
      offline(i, i + 1);
      run.pass(ofMinutes(3));
    }
    run.pass(ofMinutes(10));
    List<String> told = run.told();
    assertEquals("raised warning s/d0", told.getFirst());
    assertEquals(1, told.stream().filter("raised critical s"::equals).count());
    assertEquals(
        told.stream().filter(it -> it.startsWith("raised warning")).count(),
        told.stream().filter(it -> it.startsWith("folded")).count(),
        "every one that was told is folded: " + told);
    assertEquals(6, site().docks());
  }

  @Test
  void aDockThatIsDownForLongStaysAnAlertOfItsOwn() {
    site(40);
    offline(0, 1);
    run.pass(ofDays(1));
    offline(10, 16);
    run.pass(ofMinutes(10));
    assertEquals(List.of("raised warning s/d0", "raised critical s"), run.told());
    assertEquals(6, site().docks());
  }

  @Test
  void aShareOfASmallSiteIsEnough() {
    site(4);
    offline(0, 3);
    run.pass(ofMinutes(10));
    assertEquals(List.of("raised critical s"), run.told());
    Alert alert = site();
    assertEquals(3, alert.docks());
    assertEquals(4, alert.siteDocks());
  }

  @Test
  void twoDocksAreNoSite() {
    site(2);
    offline(0, 2);
    run.pass(ofMinutes(10));
    assertEquals(List.of("raised warning s/d0", "raised warning s/d1"), run.told());
  }

  @Test
  void baysOfOneDockAreNotFoldedAndThoseOfManyDocksAre() {
    site(12);
    for (int bay = 1; bay <= 8; bay++) {
      run.see(BAY_FAULT, Subject.bay("s", "d0", "" + bay), 1, "no-current");
    }
    run.pass(ofMinutes(6));
    assertEquals(8, run.told().size());
    for (int dock = 1; dock < 7; dock++) {
      run.see(BAY_FAULT, Subject.bay("s", "d" + dock, "1"), 1, "too-hot");
    }
    run.pass(ofMinutes(5));
    List<String> told = run.told();
    assertEquals("raised critical s", told.getFirst());
    assertEquals(8, told.stream().filter(it -> it.startsWith("folded")).count(), told.toString());
  }

  @Test
  void aFoldedSiteSurvivesARestart() {
    site(10);
    offline(0, 10);
    run.pass(ofMinutes(10));
    run.told();
    run.restart(AlertRules.defaults());
    offline(0, 10);
    run.pass(ofHours(1));
    assertEquals(List.of(), run.told());
    online(0, 10);
    run.pass(ofMinutes(5));
    assertEquals(List.of("cleared critical s"), run.told());
  }

  @Test
  void aFleetThatLosesItsNetworkIsOneAlertASite() {
    fleet(0);
    fleet(1);
    run.pass(ofMinutes(10));
    assertEquals(100, run.told().size());
    assertEquals(10_100, run.engine.open().size());
    fleet(0);
    run.pass(ofMinutes(5));
    assertEquals(100, run.told().size());
    run.pass(ofHours(7));
    assertEquals(0, run.engine.size());
  }

  private void fleet(double value) {
    for (int dock = 0; dock < 10_000; dock++) {
      run.see(DOCK_OFFLINE, Subject.dock("s" + dock % 100, "d" + dock), value, "");
    }
  }

  private void site(int size) {
    online(0, size);
  }

  private void offline(int from, int to) {
    for (int i = from; i < to; i++) {
      run.bad(DOCK_OFFLINE, Subject.dock("s", "d" + i));
    }
  }

  private void online(int from, int to) {
    for (int i = from; i < to; i++) {
      run.good(DOCK_OFFLINE, Subject.dock("s", "d" + i));
    }
  }

  private Alert site() {
    return run.engine.open().stream().filter(it -> it.subject().isSite()).findFirst().orElseThrow();
  }
}
