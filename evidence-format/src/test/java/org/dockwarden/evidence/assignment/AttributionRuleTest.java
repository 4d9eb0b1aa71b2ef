package org.dockwarden.evidence.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.dockwarden.evidence.assignment.AttributionRule.Judgement;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.manifest.CameraFacts;
import org.dockwarden.evidence.manifest.ClockOffset;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.DockingFacts;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.testing.TestPapers;
import org.junit.jupiter.api.Test;

/** Who held the camera. Times are minutes of one day. */
class AttributionRuleTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");
  private static final UUID SERIES = new UUID(1, 2);
  private static final List<AssignmentEvent> EVENTS = List.of(AssignmentEvent.values());
  private static final CameraId CAMERA = new CameraId("0951", "1666", "BW-0042");
  private static final DockId NORTH = new DockId("dock-north");
  private static final DockId SOUTH = new DockId("dock-south");
  private final List<Assignment> events = new ArrayList<>();
  private DockClock clock = DockClock.SYNCHRONISED;

  @Test
  void attributesToWhoHeldTheCameraAndNotToWhoTookItNext() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    returned(SOUTH, 960); // The other force's dock.
    issued(SOUTH, 970, "B2");
    returned(NORTH, 1400);
    assertEquals(Optional.of(new OfficerId("A1")), judge(500).officer());
    assertEquals(Optional.of(new OfficerId("B2")), judge(980).officer());
  }

  @Test
  void needsNoReturnWhereTheManifestItselfShowsTheDocking() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    assertEquals(AttributionBasis.ISSUED, judge(500).basis());
  }

  @Test
  void saysUnknownWithTheReason() {
    assertEquals(AttributionBasis.NO_EVENT, judge(500).basis());
    returned(NORTH, 100);
    assertEquals(AttributionBasis.NO_EVENT, judge(50).basis());
    assertEquals(AttributionBasis.DOCKED, judge(500).basis());
    event(NORTH, 600, AssignmentEvent.TAKEN, Optional.empty());
    assertEquals(AttributionBasis.TAKEN, judge(700).basis());
    event(NORTH, 800, AssignmentEvent.LOST, Optional.empty());
    assertEquals(AttributionBasis.LOST, judge(900).basis());
    assertEquals(Optional.empty(), judge(900).officer());
  }

  @Test
  void endsAHoldingWhenTheCameraIsSaidToBeLost() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    event(SOUTH, 600, AssignmentEvent.LOST, Optional.empty());
    assertEquals(AttributionBasis.ISSUED, judge(500).basis());
    assertEquals(AttributionBasis.LOST, judge(700).basis());
  }

  @Test
  void contradictsWhereTheReturnIsMissingAndKnowsBetterWhenItComes() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    returned(NORTH, 650);
    issued(NORTH, 700, "B2");
    Assignment late = events.remove(2);
    assertEquals(AttributionBasis.CONTRADICTION, judge(500).basis());
    assertEquals(AttributionBasis.CONTRADICTION, judge(800).basis());
    events.add(late);
    assertEquals(Optional.of(new OfficerId("A1")), judge(500).officer());
    assertEquals(Optional.of(new OfficerId("B2")), judge(800).officer());
  }

  @Test
  void contradictsWhereTheCameraIsIssuedFromADockThatItWasNotIn() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    returned(SOUTH, 600);
    issued(NORTH, 700, "B2");
    assertEquals(Optional.of(new OfficerId("A1")), judge(500).officer());
    assertEquals(AttributionBasis.CONTRADICTION, judge(800).basis());
  }

  /** Two cameras with one serial, each in a dock of its own. */
  @Test
  void contradictsWhereOneSerialIsInTwoDocks() {
    returned(NORTH, 0);
    returned(SOUTH, 5);
    issued(SOUTH, 480, "B2");
    issued(NORTH, 490, "A1");
    returned(NORTH, 900);
    returned(SOUTH, 910);
    assertEquals(AttributionBasis.CONTRADICTION, judge(485).basis());
    assertEquals(AttributionBasis.CONTRADICTION, judge(500).basis());
  }

  @Test
  void contradictsWhereTheDocksClockWasSetBack() {
    returned(NORTH, 900); // Number 1, by a clock that was wrong.
    issued(NORTH, 480, "A1"); // Number 2.
    returned(NORTH, 400); // Number 3 lies before number 2 in time.
    assertEquals(AttributionBasis.CONTRADICTION, judge(500).basis());
  }

  @Test
  void correctsTheCamerasTimeByTheMeasuredOffset() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    returned(NORTH, 600);
    Duration fast = Duration.ofHours(5);
    Judgement judged = AttributionRule.judge(manifest(800, Optional.of(offset(fast, 0))), events);
    assertEquals(Optional.of(at(500)), judged.recordedAt());
    assertEquals(Optional.of(new OfficerId("A1")), judged.officer());
    assertEquals(Set.of(), judged.marks());
    Judgement uncorrected = AttributionRule.judge(manifest(800, Optional.empty()), events);
    assertEquals(AttributionBasis.DOCKED, uncorrected.basis());
    assertEquals(Set.of(AttributionMark.CAMERA_CLOCK_UNMEASURED), uncorrected.marks());
  }

  @Test
  void knowsNobodyWhereTwoAreWithinTheUncertainty() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    returned(NORTH, 600);
    issued(NORTH, 601, "B2");
    for (int uncertaintySeconds : new int[] {0, 54, 55, 56, 120}) {
      Judgement judged =
          AttributionRule.judge(
              manifest(600, Optional.of(offset(Duration.ZERO, uncertaintySeconds))), events);
      AttributionBasis expected =
          uncertaintySeconds < 55 ? AttributionBasis.ISSUED : AttributionBasis.NEAR_CHANGE;
      assertEquals(expected, judged.basis(), "uncertainty " + uncertaintySeconds + " s");
    }
  }

  @Test
  void takesARecordingAsItLeavesTheDockForTheOfficers() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    Manifest aMomentBefore =
        manifest(480, Optional.of(offset(AttributionRule.TOLERANCE.minusMillis(1), 0)));
    assertEquals(AttributionBasis.ISSUED, AttributionRule.judge(aMomentBefore, events).basis());
    Manifest longBefore =
        manifest(480, Optional.of(offset(AttributionRule.TOLERANCE.plusMillis(1), 0)));
    assertEquals(AttributionBasis.DOCKED, AttributionRule.judge(longBefore, events).basis());
  }

  @Test
  void refusesATimeAfterTheDocking() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    assertEquals(AttributionBasis.AFTER_DOCKING, judge(1441).basis());
  }

  @Test
  void knowsNothingWithoutATime() {
    Judgement judged = AttributionRule.judge(manifest(Optional.empty(), Optional.empty()), events);
    assertEquals(AttributionBasis.NO_RECORDING_TIME, judged.basis());
  }

  @Test
  void marksADockWithoutATimeSource() {
    returned(NORTH, 0);
    clock = DockClock.UNSYNCHRONISED;
    issued(NORTH, 480, "A1");
    Judgement judged =
        AttributionRule.judge(manifest(500, Optional.of(offset(Duration.ZERO, 0))), events);
    assertEquals(AttributionBasis.ISSUED, judged.basis());
    assertEquals(Set.of(AttributionMark.DOCK_CLOCK_UNSYNCHRONISED), judged.marks());
  }

  @Test
  void leavesOtherCamerasAside() {
    returned(NORTH, 0);
    issued(NORTH, 480, "A1");
    Assignment other = events.getLast();
    events.add(
        new Assignment(
            SOUTH,
            SERIES,
            99,
            new CameraId("0951", "1666", "BW-0043"),
            AssignmentEvent.ISSUED,
            other.officer(),
            other.how(),
            other.bay(),
            other.by(),
            at(490),
            DockClock.SYNCHRONISED));
    assertEquals(AttributionBasis.ISSUED, judge(500).basis());
  }

  /** whoever has only the events that the judgement names comes to the same judgement. */
  @Test
  void followsFromTheNamedEventsAloneInWhateverOrder() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      events.clear();
      int minute = 0;
      for (int count = random.nextInt(30); count > 0; count--) {
        minute += random.nextInt(60);
        DockId dock = random.nextBoolean() ? NORTH : SOUTH;
        AssignmentEvent event = EVENTS.get(random.nextInt(EVENTS.size()));
        event(dock, minute, event, Optional.of("A" + random.nextInt(3)));
      }
      Collections.shuffle(events, random);
      Manifest manifest =
          manifest(
              random.nextInt(1440),
              Optional.of(offset(Duration.ZERO, random.nextInt(4) * random.nextInt(3600))));
      Judgement judged = AttributionRule.judge(manifest, events);
      List<Assignment> named = new ArrayList<>(judged.events());
      Collections.shuffle(named, random);
      assertEquals(judged, AttributionRule.judge(manifest, named), "seed " + seed);
      assertTrue(judged.events().size() <= Attribution.MAX_EVENTS);
    }
  }

  private Judgement judge(int minute) {
    return AttributionRule.judge(manifest(minute, Optional.empty()), events);
  }

  private static Instant at(int minute) {
    return MIDNIGHT.plus(Duration.ofMinutes(minute));
  }

  private static ClockOffset offset(Duration offset, int uncertaintySeconds) {
    return new ClockOffset(offset, Duration.ofSeconds(uncertaintySeconds), at(1440));
  }

  private static Manifest manifest(int minute, Optional<ClockOffset> clock) {
    return manifest(Optional.of(at(minute)), clock);
  }

  /** Docked at the end of the day. */
  private static Manifest manifest(Optional<Instant> recordedAt, Optional<ClockOffset> clock) {
    Manifest any = TestPapers.manifest("dock-north", "REC_1.MP4", new byte[] {1});
    OriginalFile file = any.file();
    DockingFacts docking = any.docking();
    return new Manifest(
        new OriginalFile(
            file.path(),
            file.kind(),
            file.bytes(),
            file.digest(),
            file.modified(),
            recordedAt,
            file.group(),
            file.marks()),
        any.sealed(),
        new CameraFacts(CAMERA, "generic-dcim", Optional.empty(), clock),
        new DockingFacts(
            NORTH,
            1,
            docking.docking(),
            at(1440),
            at(1441),
            DockClock.SYNCHRONISED,
            docking.software()));
  }

  private void returned(DockId dock, int minute) {
    event(dock, minute, AssignmentEvent.RETURNED, Optional.empty());
  }

  private void issued(DockId dock, int minute, String officer) {
    event(dock, minute, AssignmentEvent.ISSUED, Optional.of(officer));
  }

  private void event(DockId dock, int minute, AssignmentEvent event, Optional<String> officer) {
    boolean issued = event == AssignmentEvent.ISSUED;
    boolean lost = event == AssignmentEvent.LOST;
    events.add(
        new Assignment(
            dock,
            SERIES,
            events.size() + 1L,
            CAMERA,
            event,
            issued ? officer.map(OfficerId::new) : Optional.empty(),
            issued ? Optional.of(IssueKind.POOL) : Optional.empty(),
            lost ? Optional.empty() : Optional.of(1),
            lost ? Optional.of("Sgt 7") : Optional.empty(),
            at(minute),
            clock));
  }
}
