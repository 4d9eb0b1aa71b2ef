package org.dockwarden.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.assignment.AssignmentJson;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.assignment.AttributionBasis;
import org.dockwarden.evidence.assignment.CardId;
import org.dockwarden.evidence.assignment.IssueKind;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.HoldingsJson;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.dockwarden.evidence.wire.OfficerDirectoryJson;
import org.dockwarden.evidence.wire.ProblemJson;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.SignedDocumentJson;
import org.dockwarden.gateway.index.OfficerRegister;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDems;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Officers, assignment events and attributions over real TLS (P-25 to P-28, A-12 to A-14). */
class AttributionIT {
  private static final CameraId CAMERA = CameraId.parse("0951:1666:BW-0042"); // Of Clip.
  private static final UUID SERIES = new UUID(1, 2);
  private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-11-21T20:00:00Z");

  @TempDir Path folder;
  private GatewayFolder made;
  private TestDems dems;
  private Gateway gateway;
  private TestDock dock;

  @BeforeEach
  void start() throws Exception {
    made = new GatewayFolder(folder);
    dems = new TestDems(folder);
    gateway = made.start();
    dock = dock("dock-0001");
  }

  @AfterEach
  void stop() {
    dock.close();
    gateway.close();
  }

  private TestDock dock(String name) {
    return new TestDock(made.docks().dock(name), made.gateways().certificate(), gateway.address());
  }

  @Test
  void saysInTheBagWhoHeldTheCamera() throws Exception {
    TestDock.expect(204, post(event(1, AssignmentEvent.RETURNED, MORNING.minusSeconds(60))));
    TestDock.expect(204, post(event(2, AssignmentEvent.ISSUED, MORNING)));
    TestDock.expect(204, post(event(3, AssignmentEvent.RETURNED, EVENING)));
    Path bag = deliver();
    String facts = Files.readString(bag.resolve("bag-info.txt"));
    assertTrue(facts.contains("Dockwarden-Officer: A1234\n"), facts);
    assertTrue(facts.contains("Dockwarden-Officer-Basis: issued\n"), facts);
    assertEquals(3, Files.readAllLines(bag.resolve("dockwarden/assignments.jsonl")).size());
    assertTrue(
        Files.readString(bag.resolve("dockwarden/custody.jsonl")).contains("\"attributed\""));
  }

  @Test
  void deliversUnattributedAndKnowsBetterWhenTheEventsCome() throws Exception {
    Path bag = deliver();
    String facts = Files.readString(bag.resolve("bag-info.txt"));
    assertTrue(facts.contains("Dockwarden-Officer: unknown\n"), facts);
    assertTrue(facts.contains("Dockwarden-Officer-Basis: no-event\n"), facts);
    // The docks were offline; one's event comes before that of the other.
    TestDock.expect(204, post(event(2, AssignmentEvent.ISSUED, MORNING)));
    TestDock.expect(204, post(event(1, AssignmentEvent.RETURNED, MORNING.minusSeconds(60))));
    Attribution last = awaitOfficer();
    assertEquals(Optional.of(new OfficerId("A1234")), last.officer());
    List<Attribution> all = attributions(true);
    assertEquals(AttributionBasis.NO_EVENT, all.getFirst().basis());
    assertEquals(last, all.getLast());
    for (int number = 0; number < all.size(); number++) {
      assertEquals(number, all.get(number).number());
    }
    Outcome said = run("attributions", "--config", config(), "--camera", CAMERA.toString());
    assertEquals(0, said.code(), said.toString());
    assertTrue(said.out().contains("A1234"), said.out());
  }

  private Attribution awaitOfficer() throws Exception {
    while (attributions(false).getFirst().officer().isEmpty()) {
      Thread.onSpinWait();
    }
    return attributions(false).getFirst();
  }

  @Test
  void takesTheSameAgainAndNothingElseUnderItsNumber() throws Exception {
    SignedDocument event = event(1, AssignmentEvent.RETURNED, MORNING);
    TestDock.expect(204, post(event));
    TestDock.expect(204, post(event));
    TestDock.expect(204, post(dock.sign(event.document()))); // Signed again: the same document.
    assertEquals(
        ErrorCode.ASSIGNMENT_CONFLICT, problem(post(event(1, AssignmentEvent.TAKEN, MORNING))));
  }

  @Test
  void takesEventsFromTheirOwnDockOnly() throws Exception {
    SignedDocument event = event(1, AssignmentEvent.RETURNED, MORNING);
    try (TestDock other = dock("dock-0002")) {
      assertEquals(ErrorCode.ASSIGNMENT_DOCK_MISMATCH, problem(post(other, event))); // Replayed.
      SignedDocument forged = other.sign(event.document());
      assertEquals(ErrorCode.ASSIGNMENT_DOCK_MISMATCH, problem(post(other, forged)));
      assertEquals(ErrorCode.ASSIGNMENT_DOCK_MISMATCH, problem(post(dock, forged)));
    }
    SignedDocument changed =
        new SignedDocument(
            event(2, AssignmentEvent.RETURNED, MORNING).document(), event.signature());
    assertEquals(ErrorCode.SIGNATURE_INVALID, problem(post(changed)));
    SignedDocument nonsense = dock.sign("{}".getBytes(UTF_8));
    assertEquals(ErrorCode.DOCUMENT_MALFORMED, problem(post(nonsense)));
  }

  @Test
  void tellsWhoHoldsWhatAndWhatIsLost() throws Exception {
    post(event(1, AssignmentEvent.RETURNED, MORNING.minusSeconds(60)));
    post(event(2, AssignmentEvent.ISSUED, MORNING));
    var held = HoldingsJson.decode(get("/v1/holdings", "").body());
    assertEquals(new OfficerId("A1234"), held.held().getFirst().officer());
    post(event(3, AssignmentEvent.LOST, NOON));
    var lost = HoldingsJson.decode(get("/v1/holdings", "").body());
    assertEquals(List.of(CAMERA), lost.lost());
    assertEquals(List.of(), lost.held());
    post(event(4, AssignmentEvent.RETURNED, EVENING));
    var back = HoldingsJson.decode(get("/v1/holdings", "").body());
    assertEquals(List.of(), back.lost());
  }

  @Test
  void givesDocksTheDirectoryWithoutNamesAndOnlyWhenItChanged() throws Exception {
    assertEquals(ErrorCode.DIRECTORY_UNKNOWN, problem(get("/v1/directory", "")));
    importOfficers("A1234,Alys Rhys,north,04A2B3C4D5E680,\nB2,Carys Lloyd,south,,0951:1666:X\n");
    HttpResponse<byte[]> answer = get("/v1/directory", "");
    OfficerDirectory directory = OfficerDirectoryJson.decode(answer.body());
    assertEquals(
        Optional.of(directory.salt().digest(new CardId("04a2b3c4d5e680"))),
        directory.officers().getFirst().card());
    assertFalse(new String(answer.body(), UTF_8).contains("Rhys"));
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, get("/v1/directory", tag).statusCode());
    importOfficers("A1234,Alys Rhys,north,04A2B3C4D5E680,\n");
    assertEquals(200, get("/v1/directory", tag).statusCode());
  }

  @Test
  void importsAllOrNothingAndKeepsWhoLeft() throws Exception {
    importOfficers("A1,One,north,,\nA2,Two,north,,\n");
    Outcome refused = importFile("A1,One,north,,\nA 3,Three,north,,\nA1,One,north,,\n");
    assertEquals(65, refused.code());
    assertTrue(refused.err().contains("line 3: officer"), refused.err());
    assertTrue(refused.err().contains("line 4: officer"), refused.err());
    importOfficers("A1,One,south,,\n");
    try (OfficerRegister register =
        OfficerRegister.open(folder.resolve("gateway.db"), Gateway.CLOCK)) {
      assertEquals(1, register.officers(false).size());
      assertEquals(3, register.officers(true).size());
    }
    Outcome listed = run("officers", "list", "--config", config(), "--history");
    assertTrue(listed.out().contains("Two"), listed.toString());
  }

  /** What a command said and ended with. */
  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new GatewayMain())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  private void importOfficers(String lines) throws IOException {
    Outcome outcome = importFile(lines);
    assertEquals(0, outcome.code(), outcome.toString());
  }

  private Outcome importFile(String lines) throws IOException {
    Path csv = folder.resolve("officers.csv");
    Files.writeString(csv, "officer,name,force,card,personal\n" + lines);
    return run("officers", "import", "--config", config(), csv.toString());
  }

  private String config() {
    return folder.resolve("gateway.toml").toString();
  }

  /** A clip recorded at noon, delivered. */
  private Path deliver() throws Exception {
    Clip clip =
        Clip.of(made.identity().recipient(), "dock-0001", "DCIM/REC_0001.MP4", 1000, 1)
            .recordedAt(NOON, EVENING);
    dock.sendUntil(clip, RecordingState.RECEIPTED);
    while (dems.bags().isEmpty()) {
      dock.status(clip.manifest().recordingId());
    }
    return folder.resolve("dems").resolve(dems.bags().getFirst());
  }

  private List<Attribution> attributions(boolean all) throws IOException {
    List<Attribution> found = new ArrayList<>();
    try (OfficerRegister register =
        OfficerRegister.open(folder.resolve("gateway.db"), Gateway.CLOCK)) {
      register.attributions(Optional.of(CAMERA), all, (attribution, _) -> found.add(attribution));
    }
    return found;
  }

  private SignedDocument event(long sequence, AssignmentEvent event, Instant at)
      throws IOException {
    boolean issued = event == AssignmentEvent.ISSUED;
    boolean lost = event == AssignmentEvent.LOST;
    return dock.sign(
        AssignmentJson.encode(
            new Assignment(
                new DockId("dock-0001"),
                SERIES,
                sequence,
                CAMERA,
                event,
                issued ? Optional.of(new OfficerId("A1234")) : Optional.empty(),
                issued ? Optional.of(IssueKind.POOL) : Optional.empty(),
                lost ? Optional.empty() : Optional.of(3),
                lost ? Optional.of("Sgt 7") : Optional.empty(),
                at,
                DockClock.SYNCHRONISED)));
  }

  private HttpResponse<byte[]> post(SignedDocument event) throws IOException {
    return post(dock, event);
  }

  private static HttpResponse<byte[]> post(TestDock from, SignedDocument event) throws IOException {
    return from.send(
        from.request("/v1/assignments")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(SignedDocumentJson.encode(event))));
  }

  private HttpResponse<byte[]> get(String path, String tag) throws IOException {
    return dock.send(
        tag.isEmpty()
            ? dock.request(path).GET()
            : dock.request(path).header("If-None-Match", tag).GET());
  }

  private static ErrorCode problem(HttpResponse<byte[]> answer) throws IOException {
    return ProblemJson.decode(answer.body()).code();
  }
}
