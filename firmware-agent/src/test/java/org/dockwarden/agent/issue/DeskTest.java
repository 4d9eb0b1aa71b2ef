package org.dockwarden.agent.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.dockwarden.agent.issue.Desk.Visitor;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.assignment.IssueKind;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.junit.jupiter.api.Test;

/** Who takes which camera. */
class DeskTest {
  private static final Duration TAKE = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final OfficerId ALYS = new OfficerId("A1");
  private static final OfficerId BRYN = new OfficerId("B2");
  private static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");

  private final List<Candidate> docked = new ArrayList<>();
  private final Set<CameraId> own = new HashSet<>();
  private Desk desk = new Desk(new DeskRules(TAKE, GRACE, 1, false));
  private Duration running = Duration.ZERO;

  @Test
  void issuesTheOfferedCameraWhenItIsTaken() {
    camera(3, "X", BayState.READY, 90);
    assertEquals(List.of("signal 3", "tell take A1 3"), tap(ALYS));
    pass(Duration.ofSeconds(59));
    assertEquals(List.of("issued X A1 pool 3", "end 3", "tell taken A1 3"), left(3, "X"));
    assertEquals(List.of(), tick());
    assertEquals(List.of("returned X 5", "tell returned 5"), arrived(5, "X"));
  }

  @Test
  void withdrawsWhatIsNotTakenInTime() {
    camera(3, "X", BayState.READY, 90);
    tap(ALYS);
    pass(TAKE.minusMillis(1));
    assertEquals(List.of(), tick());
    pass(Duration.ofMillis(1));
    assertEquals(List.of("end 3", "tell not-taken A1"), tick());
    left(3, "X");
    pass(GRACE);
    assertEquals(List.of("taken X 3", "tell taken-unknown 3"), tick()); // Too late: by whom?
  }

  @Test
  void offersTheBestOfThePool() {
    camera(1, "FLAT", BayState.CLEARED, 20);
    camera(2, "GOOD", BayState.READY, 88);
    camera(3, "FULL", BayState.READY, 99);
    camera(4, "BUSY", BayState.OFFLOADING, 100);
    assertEquals("signal 3", tap(ALYS).getFirst());
  }

  @Test
  void spreadsTheWearBetweenCamerasOfAboutTheSameCharge() {
    docked.add(candidate(1, "NEWLY", BayState.READY, 99, Optional.of(BEGIN)));
    docked.add(candidate(2, "LONG-AGO", BayState.READY, 95, Optional.of(BEGIN.minusSeconds(9))));
    assertEquals("signal 2", tap(ALYS).getFirst());
    pass(TAKE);
    tick();
    docked.add(candidate(3, "NEVER", BayState.READY, 96, Optional.empty()));
    assertEquals("signal 3", tap(BRYN).getFirst());
  }

  @Test
  void offersNothingThatIsNotReadyUnlessTheDockCannotTell() {
    camera(1, "X", BayState.CLEARED, 20);
    camera(2, "Y", BayState.SAFE, 100);
    assertEquals(List.of("tell nothing-ready A1"), tap(ALYS));
    desk = new Desk(new DeskRules(TAKE, GRACE, 1, true));
    assertEquals("signal 1", tap(ALYS).getFirst());
  }

  @Test
  void givesAnOfficersOwnCameraToNobodyElse() {
    camera(1, "OWN", BayState.READY, 99);
    camera(2, "POOL", BayState.READY, 90);
    own.add(id("OWN"));
    assertEquals("signal 2", tap(BRYN).getFirst());
    left(2, "POOL");
    docked.removeLast();
    assertEquals(List.of("tell nothing-ready B2"), tap(BRYN));
    Visitor owner = new Visitor(ALYS, Optional.of(id("OWN")), Optional.empty());
    assertEquals(List.of("signal 1", "tell take A1 1"), tap(owner));
    assertEquals("issued OWN A1 personal 1", left(1, "OWN").getFirst());
  }

  @Test
  void saysWhereAnOfficersOwnCameraIs() {
    Visitor owner = new Visitor(ALYS, Optional.of(id("OWN")), Optional.empty());
    camera(2, "POOL", BayState.READY, 90);
    assertEquals(List.of("tell own-not-here A1"), tap(owner));
    camera(1, "OWN", BayState.OFFLOADING, 50);
    assertEquals(List.of("tell own-not-ready A1 1"), tap(owner));
  }

  @Test
  void givesOneCameraToAnOfficer() {
    camera(1, "X", BayState.READY, 99);
    Visitor holder = new Visitor(ALYS, Optional.empty(), Optional.of(id("ELSEWHERE")));
    assertEquals(List.of("tell has-camera A1"), tap(holder));
  }

  @Test
  void prolongsTheOfferOfWhoTapsAgain() {
    camera(1, "X", BayState.READY, 99);
    tap(ALYS);
    pass(TAKE.minusSeconds(1));
    assertEquals(List.of("signal 1", "tell take A1 1"), tap(ALYS));
    pass(TAKE.minusSeconds(1));
    assertEquals(List.of(), tick());
    assertEquals("issued X A1 pool 1", left(1, "X").getFirst());
  }

  /** One light pattern cannot tell two officers which camera is whose. */
  @Test
  void letsTheSecondOfTwoTapsWait() {
    camera(1, "X", BayState.READY, 99);
    camera(2, "Y", BayState.READY, 99);
    tap(ALYS);
    assertEquals(List.of("tell wait B2"), tap(BRYN));
    left(1, "X");
    docked.removeFirst();
    assertEquals("signal 2", tap(BRYN).getFirst());
  }

  @Test
  void attributesAnotherCameraToTheOnlyTapOnceItIsSureThatItIsGone() {
    camera(1, "X", BayState.READY, 99);
    camera(2, "Y", BayState.READY, 50);
    tap(ALYS);
    Instant taken = now().wall();
    assertEquals(List.of(), left(2, "Y"));
    pass(GRACE);
    assertEquals(List.of("issued Y A1 pool 2", "end 1", "tell taken-other A1 2"), tick());
    assertEquals(BEGIN, taken);
    left(1, "X");
    pass(GRACE);
    assertEquals("taken X 1", tick().getFirst()); // The tap is used up.
  }

  @Test
  void attributesAnotherCameraToNobodyWhereTheOfferedOneIsTakenToo() {
    camera(1, "X", BayState.READY, 99);
    camera(2, "Y", BayState.READY, 50);
    tap(ALYS);
    left(2, "Y");
    assertEquals("issued X A1 pool 1", left(1, "X").getFirst());
    pass(GRACE);
    assertEquals(List.of("taken Y 2", "tell taken-unknown 2"), tick());
  }

  @Test
  void attributesTwoOtherCamerasToNobody() {
    camera(1, "X", BayState.READY, 99);
    tap(ALYS);
    left(2, "Y");
    left(3, "Z");
    pass(GRACE);
    assertEquals(
        List.of("taken Y 2", "tell taken-unknown 2", "taken Z 3", "tell taken-unknown 3"), tick());
  }

  @Test
  void attributesAnotherCameraToNobodyWhereTwoWait() {
    desk = new Desk(new DeskRules(TAKE, GRACE, 2, false));
    camera(1, "X", BayState.READY, 99);
    camera(2, "Y", BayState.READY, 99);
    tap(ALYS);
    assertEquals("signal 2", tap(BRYN).getFirst());
    left(3, "Z");
    pass(GRACE);
    assertEquals("taken Z 3", tick().getFirst());
    assertEquals("issued Y B2 pool 2", left(2, "Y").getFirst());
  }

  /** A bent pin: it drops and comes ten times a minute, and an officer waits meanwhile. */
  @Test
  void takesACameraThatIsBackSoonForOneThatNeverLeft() {
    camera(1, "X", BayState.READY, 99);
    tap(ALYS);
    for (int times = 0; times < 10; times++) {
      assertEquals(List.of(), left(2, "LOOSE"));
      pass(GRACE.minusMillis(1));
      assertEquals(List.of(), tick());
      assertEquals(List.of(), arrived(2, "LOOSE"));
    }
    assertEquals("issued X A1 pool 1", left(1, "X").getFirst());
  }

  @Test
  void waitsForSuchACameraBeforeItWithdrawsTheOffer() {
    camera(1, "X", BayState.READY, 99);
    tap(ALYS);
    pass(TAKE.minusSeconds(1));
    left(2, "Y");
    pass(Duration.ofSeconds(2));
    assertEquals(List.of(), tick());
    pass(GRACE);
    assertEquals("issued Y A1 pool 2", tick().getFirst());
  }

  @Test
  void offersByHandWhateverTheState() {
    camera(1, "X", BayState.FAULT, 5);
    assertEquals(
        List.of("signal 1", "tell take A1 1"),
        told(desk.byHand(ALYS, new BayNumber(1), id("X"), "Sgt 7", now())));
    assertEquals("issued X A1 manual 1 by Sgt 7", left(1, "X").getFirst());
  }

  /** Whatever happens in whatever order: nobody has a camera without a tap that explains it. */
  @Test
  void neverGuesses() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    desk = new Desk(new DeskRules(TAKE, GRACE, 1 + random.nextInt(3), true));
    for (int bay = 1; bay <= 6; bay++) {
      camera(bay, "C" + bay, BayState.READY, 90);
    }
    int taps = 0;
    int issued = 0;
    for (int step = 0; step < 5000; step++) {
      int bay = 1 + random.nextInt(6);
      boolean isIn = docked.stream().anyMatch(it -> it.bay().number() == bay);
      List<String> done =
          switch (random.nextInt(4)) {
            case 0 -> tap(new OfficerId("A" + random.nextInt(4)));
            case 1 -> isIn ? takeOut(bay) : putIn(bay);
            case 2 -> tick();
            default -> {
              pass(Duration.ofMillis(random.nextInt(20_000)));
              yield tick();
            }
          };
      taps += (int) done.stream().filter(it -> it.startsWith("tell take ")).count();
      issued += (int) done.stream().filter(it -> it.startsWith("issued")).count();
      assertTrue(issued <= taps, "seed " + seed + ", step " + step);
    }
  }

  private List<String> takeOut(int bay) {
    docked.removeIf(it -> it.bay().number() == bay);
    return left(bay, "C" + bay);
  }

  private List<String> putIn(int bay) {
    camera(bay, "C" + bay, BayState.READY, 90);
    return arrived(bay, "C" + bay);
  }

  private void camera(int bay, String serial, BayState state, int percent) {
    docked.add(candidate(bay, serial, state, percent, Optional.empty()));
  }

  private static Candidate candidate(
      int bay, String serial, BayState state, int percent, Optional<Instant> issuedAt) {
    return new Candidate(new BayNumber(bay), id(serial), state, OptionalInt.of(percent), issuedAt);
  }

  private static CameraId id(String serial) {
    return new CameraId("0951", "1666", serial);
  }

  private List<String> tap(OfficerId officer) {
    return tap(new Visitor(officer, Optional.empty(), Optional.empty()));
  }

  private List<String> tap(Visitor visitor) {
    return told(desk.tapped(visitor, docked, own::contains, now()));
  }

  private List<String> left(int bay, String serial) {
    return told(desk.left(new BayNumber(bay), id(serial), now()));
  }

  private List<String> arrived(int bay, String serial) {
    return told(desk.arrived(new BayNumber(bay), id(serial), now()));
  }

  private List<String> tick() {
    return told(desk.tick(now()));
  }

  private Moment now() {
    return new Moment(BEGIN.plus(running), running);
  }

  private void pass(Duration time) {
    running = running.plus(time);
  }

  private static List<String> told(List<DeskAction> actions) {
    return actions.stream().map(DeskTest::told).toList();
  }

  private static String told(DeskAction action) {
    return switch (action) {
      case DeskAction.Signal signal -> "signal " + signal.bay();
      case DeskAction.EndSignal end -> "end " + end.bay();
      case DeskAction.Write write ->
          write.event().text()
              + " "
              + write.camera().serial()
              + (write.event() == AssignmentEvent.ISSUED
                  ? " " + write.officer().orElseThrow() + " " + how(write.how().orElseThrow())
                  : "")
              + write.bay().map(bay -> " " + bay).orElse("")
              + write.by().map(by -> " by " + by).orElse("");
      case DeskAction.Tell tell ->
          "tell "
              + tell.message().key()
              + tell.officer().map(officer -> " " + officer).orElse("")
              + tell.bay().map(bay -> " " + bay).orElse("");
    };
  }

  private static String how(IssueKind how) {
    return how.text();
  }
}
