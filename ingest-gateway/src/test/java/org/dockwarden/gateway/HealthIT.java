package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.Operator;
import org.dockwarden.gateway.testing.TestDems;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is degraded shows (I7, P-24). */
class HealthIT {
  @TempDir Path folder;
  private GatewayFolder made;
  private Gateway gateway;
  private TestDock dock;
  private Operator operator;
  private Clip clip;

  @BeforeEach
  void start() throws Exception {
    made = new GatewayFolder(folder);
    clip = Clip.of(made.identity().recipient(), "dock-0001", "DCIM/A.MP4", 5_000, 1);
    restart();
  }

  private void restart() throws Exception {
    gateway = made.start();
    dock =
        new TestDock(
            made.docks().dock("dock-0001"), made.gateways().certificate(), gateway.address());
    operator = new Operator(gateway.adminAddress());
  }

  @AfterEach
  void stop() {
    operator.close();
    dock.close();
    gateway.close();
  }

  private void awaitDegraded(String subsystem, String detail) throws Exception {
    HttpResponse<String> answer =
        operator.await("/healthz", it -> it.statusCode() == 503 && it.body().contains(detail));
    assertTrue(answer.body().contains("\"status\":\"degraded\""), answer.body());
    int at = answer.body().indexOf("\"" + subsystem + "\":{");
    String part = answer.body().substring(at, answer.body().indexOf('}', at));
    assertTrue(part.contains("degraded") && part.contains(detail), answer.body());
    operator.awaitMetric("healthy 0.0");
  }

  private void awaitWell() throws Exception {
    var _ = operator.await("/healthz", it -> it.statusCode() == 200);
    operator.awaitMetric("healthy 1.0");
  }

  @Test
  @ExpectsLog("TLS evidence.identities")
  void aKeyFileThatOthersMayReadShowsUntilItIsClosed() throws Exception {
    Path key = folder.resolve("evidence.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    awaitDegraded("tls", "evidence.identities");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    awaitWell();
  }

  @Test
  void isWellAtFirst() throws Exception {
    HttpResponse<String> answer = operator.get("/healthz");
    assertEquals(200, answer.statusCode(), answer.body());
    for (String subsystem :
        "store index verification evidence delivery tls sealing".split(" ", -1)) {
      assertTrue(answer.body().contains("\"" + subsystem + "\":{"), subsystem);
    }
    assertEquals(404, operator.get("/").statusCode());
    operator.awaitMetric("healthy 1.0");
    operator.awaitMetric("quarantined_now 0.0");
    operator.awaitMetric("deliveries_stalled 0.0");
  }

  @Test
  @ExpectsLog("quarantined")
  void showsAQuarantinedRecordingAlsoAfterARestartUntilGoodBytesHaveCome() throws Exception {
    byte[] rotten = clip.sealed().clone();
    rotten[rotten.length - 1] ^= 1;
    String upload = dock.upload(rotten);
    TestDock.expect(202, dock.commit(upload, dock.sign(clip)));
    awaitDegraded("evidence", "quarantined: sealed-digest-mismatch");
    operator.awaitMetric("quarantined_total{error=\"sealed-digest-mismatch\"} 1.0");
    stop();
    restart();
    awaitDegraded("evidence", "quarantined: sealed-digest-mismatch");
    operator.awaitMetric("quarantined_now 1.0");
    var _ = dock.sendUntil(clip, RecordingState.RECEIPTED);
    awaitWell();
    operator.awaitMetric("quarantined_now 1.0"); // Kept.
    stop();
    restart();
    awaitWell();
  }

  @Test
  @ExpectsLog("quarantined")
  void leavesGoodEvidenceWhereItIsWhenSomebodyEmptiesTheQuarantine() throws Exception {
    byte[] rotten = clip.sealed().clone();
    rotten[rotten.length - 1] ^= 1;
    TestDock.expect(202, dock.commit(dock.upload(rotten), dock.sign(clip)));
    awaitDegraded("evidence", "quarantined: sealed-digest-mismatch");
    var _ = dock.sendUntil(clip, RecordingState.RECEIPTED);
    stop();
    try (Stream<Path> kept = Files.list(folder.resolve("store/quarantine"))) {
      for (Path file : kept.toList()) {
        Files.delete(file);
      }
    }
    restart();
    String name = clip.manifest().recordingId().hex();
    Path evidence = folder.resolve("store/evidence").resolve(name.substring(0, 2));
    assertArrayEquals(clip.sealed(), Files.readAllBytes(evidence.resolve(name + ".age")));
  }

  @Test
  @ExpectsLog("expires")
  void warnsBeforeItsOwnCertificatesExpire() throws Exception {
    stop();
    Instant now = Instant.now();
    made.gateways()
        .receiptSigner("gateway-1", now.minus(Duration.ofDays(300)), now.plus(Duration.ofDays(20)))
        .write(folder, "receipt");
    restart();
    var _ =
        operator.await(
            "/healthz", it -> it.statusCode() == 200 && it.body().contains("receipts.certificate"));
    stop();
    made.gateways()
        .receiptSigner("gateway-1", now.minus(Duration.ofDays(300)), now.plus(Duration.ofDays(6)))
        .write(folder, "receipt");
    restart();
    awaitDegraded("tls", "receipts.certificate expires: ");
  }

  @Test
  @ExpectsLog("quarantined")
  void showsRefusedPapers() throws Exception {
    String upload = dock.upload(clip.sealed());
    Clip other = Clip.of(made.identity().recipient(), "dock-0001", "DCIM/B.MP4", 10, 2);
    TestDock.expect(422, dock.commit(upload, dock.sign(other)));
    awaitDegraded("evidence", "quarantined: sealed-length-mismatch");
    operator.awaitMetric("quarantine_open 1.0");
  }

  /** C-6. */
  @Test
  @ExpectsLog("quarantined")
  void showsNoLongerWhatAnOperatorHasAcknowledged() throws Exception {
    Clip other = Clip.of(made.identity().recipient(), "dock-0001", "DCIM/B.MP4", 10, 2);
    String first = dock.upload(clip.sealed());
    TestDock.expect(422, dock.commit(first, dock.sign(other)));
    String second = dock.upload(clip.sealed());
    TestDock.expect(422, dock.commit(second, dock.sign(other)));
    assertEquals(0, acknowledge(first));
    operator.awaitMetric("quarantine_open 1.0");
    assertEquals(503, operator.get("/healthz").statusCode());
    assertEquals(0, acknowledge(second));
    awaitWell();
    operator.awaitMetric("quarantine_open 0.0");
    operator.awaitMetric("quarantined_now 2.0"); // Kept.
    stop();
    restart();
    awaitWell();
    assertEquals(65, acknowledge("/v1/uploads/" + "0".repeat(32)));
    try (Stream<Path> kept = Files.list(folder.resolve("store/quarantine"))) {
      assertEquals(2, kept.filter(file -> file.toString().endsWith(".age")).count());
    }
  }

  private int acknowledge(String upload) {
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new GatewayMain())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(
                "quarantine",
                "--config",
                folder.resolve("gateway.toml").toString(),
                "--acknowledge",
                upload.replace("/v1/uploads/", ""),
                "--reason",
                "cable replaced",
                "--by",
                "A. Jones");
    assertTrue(said.toString().contains(upload.replace("/v1/uploads/", "")), said.toString());
    return code;
  }

  @Test
  @ExpectsLog("delivery-rejected")
  void showsARejectedDeliveryUntilItIsAccepted() throws Exception {
    var _ = dock.sendUntil(clip, RecordingState.RECEIPTED);
    TestDems dems = new TestDems(folder);
    while (dems.bags().isEmpty()) {
      var _ = dock.status(clip.manifest().recordingId());
    }
    String bag = dems.bags().getFirst();
    dems.answer(
        bag, "{\"bag\": \"%s\", \"status\": \"rejected\", \"reason\": \"no\"}".formatted(bag));
    awaitDegraded("delivery", "delivery-rejected");
    operator.awaitMetric("deliveries_stalled 1.0");
    dems.accept(bag);
    var _ = dock.await(clip.manifest().recordingId(), RecordingState.DELIVERED);
    awaitWell();
    operator.awaitMetric("deliveries_stalled 0.0");
    operator.awaitMetric("deliveries_pending 0.0");
  }

  @Test
  @ExpectsLog("next update was due")
  void showsARevocationListThatIsPastItsTime() throws Exception {
    Path list = folder.resolve("dock.crl");
    Files.writeString(list, made.docks().revocationListPem(Duration.ofMinutes(-1)));
    awaitDegraded("tls", "next update was due");
    Files.writeString(list, made.docks().revocationListPem());
    awaitWell();
  }

  @Test
  @ExpectsLog("below the reserve")
  void showsAFullStore() throws Exception {
    stop();
    Path settings = folder.resolve("gateway.toml");
    Files.writeString(
        settings, Files.readString(settings).replace("reserve = \"0\"", "reserve = \"8000000GB\""));
    restart();
    awaitDegraded("store", "below the reserve");
    operator.awaitMetric("store_free_bytes 0.0");
  }
}
