package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.gateway.FakeGateway;
import org.dockwarden.agent.issue.DeskMessage;
import org.dockwarden.agent.issue.Holder;
import org.dockwarden.agent.issue.IssueDesk;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.assignment.CardId;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.assignment.IssueKind;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.evidence.wire.Holdings;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue at a whole agent: card, light, journal, gateway. */
class IssueIT {
  private static final String CARD = "04a2b3c4d5e680";
  private static final OfficerId ALYS = new OfficerId("A1");
  private static final CameraId CAMERA = CameraId.parse("1209:0001:BW-1");

  @TempDir private Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // By make, which needs the folder.
  private AgentRig rig;

  private Path camera = Path.of("");

  @BeforeEach
  void make() throws IOException {
    rig = new AgentRig(folder);
    Files.writeString(
        folder.resolve("agent.toml"),
        """
        [issue]
        reader = "simulated"
        cleared = true
        grace = "0s"
        refresh = "1s"
        """,
        StandardOpenOption.APPEND);
    tell(Holdings.NONE);
    camera = rig.camera("a");
  }

  private void tell(Holdings holdings) {
    CardSalt salt = new CardSalt("0f".repeat(16));
    rig.gateway.tell(
        new OfficerDirectory(
            salt,
            List.of(
                new OfficerDirectory.Officer(
                    ALYS, Optional.of(salt.digest(new CardId(CARD))), Optional.empty()))),
        holdings);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void issuesACameraByATapAndTakesItBack() throws Exception {
    try (Agent agent = rig.start()) {
      dock(agent);
      knowsOfficers(agent);
      tap(CARD);
      shows(agent, DeskMessage.TAKE);
      // As a gateway says it that has heard of it: holdings that are newer count.
      tell(new Holdings(List.of(new Holdings.Held(CAMERA, ALYS)), List.of()));
      rig.undock(1);
      shows(agent, DeskMessage.TAKEN);
      held(agent, false);
      rig.dock(1, camera, "BW-1");
      sent("returned", "issued A1", "returned");
      held(agent, true);
      Assignment issued = rig.gateway.assignments().get(1);
      assertEquals(Optional.of(IssueKind.POOL), issued.how());
      assertEquals(CAMERA, issued.camera());
      assertEquals(Optional.of(1), issued.bay());
      assertEquals(3, rig.gateway.assignments().getLast().sequence());
    }
  }

  @Test
  @ExpectsLog("gateway")
  void keepsWhatHappensOfflineAndSendsItInOrderAfterARestart() throws Exception {
    try (Agent agent = rig.start()) {
      dock(agent);
      knowsOfficers(agent);
      sent("returned");
      offline(ErrorCode.GATEWAY_BUSY);
      tap(CARD);
      shows(agent, DeskMessage.TAKE);
      rig.undock(1);
      shows(agent, DeskMessage.TAKEN);
    }
    try (Agent agent = rig.start()) { // Knows the card from its cache.
      dock(agent);
      remove();
      tap(CARD);
      shows(agent, DeskMessage.TAKE);
      rig.undock(1);
      shows(agent, DeskMessage.TAKEN);
      assertEquals(1, rig.gateway.assignments().size());
      rig.gateway.faults(new FakeGateway.Faults());
      sent("returned", "issued A1", "returned", "issued A1");
    }
    List<Assignment> all = rig.gateway.assignments();
    for (int index = 0; index < all.size(); index++) {
      assertEquals(index + 1, all.get(index).sequence());
      assertEquals(all.getFirst().series(), all.get(index).series());
    }
  }

  @Test
  void saysWhatIsWrongWithACard() throws Exception {
    try (Agent agent = rig.start()) {
      knowsOfficers(agent);
      tap("01020304");
      shows(agent, DeskMessage.UNKNOWN_CARD);
      remove();
      tap("this is no card number");
      shows(agent, DeskMessage.UNREADABLE_CARD);
      remove();
      tap("00".repeat(40));
      shows(agent, DeskMessage.UNREADABLE_CARD);
      remove();
      tap(CARD);
      shows(agent, DeskMessage.NOTHING_READY);
      assertEquals(List.of(), rig.gateway.assignments());
    }
  }

  @Test
  void knowsNobodyWhereNobodyTapped() throws Exception {
    try (Agent agent = rig.start()) {
      dock(agent);
      rig.undock(1);
      sent("returned", "taken");
    }
  }

  @Test
  @ExpectsLog("refused")
  void passesOverAnEventThatTheGatewayRefusesAndShowsIt() throws Exception {
    try (Agent agent = rig.start()) {
      offline(ErrorCode.ASSIGNMENT_CONFLICT);
      dock(agent);
      AgentRig.await(
          () -> agent.status().degradations().stream().anyMatch(it -> it.contains("refused")),
          () -> agent.status().degradations().toString());
      rig.gateway.faults(new FakeGateway.Faults());
      rig.undock(1);
      sent("taken");
      assertEquals(2, rig.gateway.assignments().getFirst().sequence()); // The gap shows.
    }
  }

  @Test
  void doesWhatAnOperatorAsks() throws Exception {
    try (Agent agent = rig.start()) {
      dock(agent);
      IssueDesk desk = agent.desk().orElseThrow();
      assertEquals(Optional.of(new BayNumber(1)), desk.find(CAMERA));
      assertTrue(agent.bays().getFirst().isFinding());
      assertEquals(Optional.empty(), desk.find(CameraId.parse("1209:0001:NONE")));
      assertFalse(desk.lost(CAMERA, "Sgt 7"));
      assertEquals(Optional.of(CAMERA), desk.issue(ALYS, new BayNumber(1), "Sgt 7"));
      rig.undock(1);
      sent("returned", "issued A1");
      assertEquals(Optional.of(IssueKind.MANUAL), rig.gateway.assignments().getLast().how());
      assertTrue(desk.lost(CAMERA, "Sgt 7"));
      sent("returned", "issued A1", "lost");
      assertEquals(Optional.of("Sgt 7"), rig.gateway.assignments().getLast().by());
    }
  }

  private void offline(ErrorCode error) {
    rig.gateway.faults(
        new FakeGateway.Faults() {
          @Override
          public @Nullable ErrorCode answer(String method, String path) {
            return path.equals("/v1/assignments") ? error : null;
          }
        });
  }

  private void dock(Agent agent) throws Exception {
    rig.dock(1, camera, "BW-1");
    rig.await(agent, 1, BayState.CLEARED);
  }

  private void tap(String text) throws IOException {
    Path part = folder.resolve("bays/.card.part");
    Files.writeString(part, text);
    Files.move(part, folder.resolve("bays/card"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void remove() throws IOException {
    Files.delete(folder.resolve("bays/card"));
  }

  /** H-26. */
  private static void held(Agent agent, boolean isBack) throws Exception {
    Optional<Holder> wanted = Optional.of(new Holder(CAMERA, ALYS, isBack));
    IssueDesk desk = agent.desk().orElseThrow();
    AgentRig.await(
        () -> desk.holder(new BayNumber(1)).equals(wanted),
        () -> desk.holder(new BayNumber(1)).toString());
  }

  /** A card that is tapped before that is told that the dock knows no officers yet. */
  private static void knowsOfficers(Agent agent) throws Exception {
    IssueDesk desk = agent.desk().orElseThrow();
    AgentRig.await(
        () -> desk.degradations().stream().noneMatch(line -> line.contains("no directory")),
        () -> desk.degradations().toString());
  }

  private static void shows(Agent agent, DeskMessage message) throws Exception {
    IssueDesk desk = agent.desk().orElseThrow();
    AgentRig.await(
        () ->
            desk.view().notices().stream()
                .findFirst()
                .filter(notice -> notice.message() == message)
                .isPresent(),
        () -> desk.view().toString());
  }

  private void sent(String... events) throws Exception {
    AgentRig.await(() -> told().equals(List.of(events)), () -> told().toString());
  }

  private List<String> told() {
    return rig.gateway.assignments().stream()
        .map(
            it ->
                it.event().text()
                    + (it.event() == AssignmentEvent.ISSUED
                        ? " " + it.officer().orElseThrow()
                        : ""))
        .toList();
  }
}
