package org.dockwarden.agent.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.agent.journal.AssignmentJournal.Standing;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.wire.Holdings;
import org.junit.jupiter.api.Test;

/** H-26. */
final class HoldersTest {
  private static final Instant THEN = Instant.parse("2026-11-28T06:00:00Z");
  private static final BayNumber BAY = new BayNumber(1);
  private static final CameraId CAMERA = CameraId.parse("1209:0001:A");
  private static final OfficerId ALYS = new OfficerId("A1");
  private static final OfficerId BEN = new OfficerId("B2");

  private final Holders holders = new Holders();
  private final Map<BayNumber, CameraId> present = new HashMap<>();
  private final Map<CameraId, Standing> standings = new HashMap<>();
  private Roster roster = Roster.EMPTY;
  private int second;

  private void docked(BayNumber bay) {
    present.put(bay, CAMERA);
    holders.arrived(bay, CAMERA);
    event(AssignmentEvent.RETURNED, Optional.empty());
  }

  private void left(AssignmentEvent event, Optional<OfficerId> officer) {
    present.clear();
    event(event, officer);
  }

  private void event(AssignmentEvent event, Optional<OfficerId> officer) {
    second++;
    holders.noted(CAMERA, event, standings.get(CAMERA), roster);
    standings.put(
        CAMERA, new Standing(CAMERA, event, officer, THEN.plusSeconds(second), Optional.empty()));
  }

  /** As the gateway says it now. */
  private void holdings(OfficerId... officers) {
    second++;
    roster =
        new Roster(
            Optional.empty(),
            new Holdings(
                List.of(officers).stream().map(it -> new Holdings.Held(CAMERA, it)).toList(),
                List.of()),
            THEN.plusSeconds(second));
  }

  private Map<BayNumber, Holder> now() {
    return holders.now(present, standings, roster);
  }

  private static Map<BayNumber, Holder> isBack(OfficerId officer) {
    return Map.of(BAY, new Holder(CAMERA, officer, true));
  }

  private static Map<BayNumber, Holder> isOut(OfficerId officer) {
    return Map.of(BAY, new Holder(CAMERA, officer, false));
  }

  @Test
  void whoTookACameraHasItAndIsWhoBringsItBack() {
    docked(BAY);
    assertEquals(Map.of(), now());
    left(AssignmentEvent.ISSUED, Optional.of(ALYS));
    assertEquals(isOut(ALYS), now());
    docked(BAY);
    assertEquals(isBack(ALYS), now());
    left(AssignmentEvent.ISSUED, Optional.of(BEN));
    assertEquals(isOut(BEN), now());
  }

  @Test
  void whatWasTakenByNobodyKnowsWhomHasNoHolder() {
    docked(BAY);
    left(AssignmentEvent.ISSUED, Optional.of(ALYS));
    docked(BAY);
    left(AssignmentEvent.TAKEN, Optional.empty());
    assertEquals(Map.of(), now());
    docked(BAY);
    assertEquals(Map.of(), now());
  }

  @Test
  void aCameraInItsGraceHasNoHolderUntilItHasLeft() {
    docked(BAY);
    left(AssignmentEvent.ISSUED, Optional.of(ALYS));
    docked(BAY);
    present.clear();
    assertEquals(Map.of(), now());
    present.put(BAY, CAMERA);
    assertEquals(isBack(ALYS), now());
  }

  @Test
  void theGatewaysNewerHoldingsSayWhoBroughtWhatAnotherDockIssued() {
    holdings(BEN);
    docked(BAY);
    assertEquals(isBack(BEN), now());
    holdings();
    assertEquals(isBack(BEN), now(), "who brought it stays");
    left(AssignmentEvent.ISSUED, Optional.of(ALYS));
    holdings();
    assertEquals(Map.of(), now(), "another dock has it back");
  }

  @Test
  void anotherBayOfTheSameDockHasItBack() {
    docked(BAY);
    left(AssignmentEvent.ISSUED, Optional.of(ALYS));
    BayNumber other = new BayNumber(2);
    docked(other);
    assertEquals(Map.of(other, new Holder(CAMERA, ALYS, true)), now());
  }

  @Test
  void aSecondWordThatItIsHereChangesNothing() {
    docked(BAY);
    left(AssignmentEvent.ISSUED, Optional.of(ALYS));
    docked(BAY);
    event(AssignmentEvent.RETURNED, Optional.empty());
    assertEquals(isBack(ALYS), now());
  }
}
