package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.gateway.testing.Clip;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDems;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DEMS that says all kinds of things (B-4, B-5, R-4). */
class DeliveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private GatewayFolder made;
  private Gateway gateway;
  private TestDock dock;
  private TestDems dems;
  private Clip clip;
  private RecordingId id;

  @BeforeEach
  void start() throws Exception {
    made = new GatewayFolder(folder);
    dems = new TestDems(folder);
    clip = Clip.of(made.identity().recipient(), "dock-0001", "DCIM/A B.MP4", 5_000, 1);
    id = clip.manifest().recordingId();
    restart();
  }

  private void restart() throws Exception {
    gateway = made.start();
    dock =
        new TestDock(
            made.docks().dock("dock-0001"), made.gateways().certificate(), gateway.address());
  }

  @AfterEach
  void stop() {
    dock.close();
    gateway.close();
  }

  private String bag() throws Exception {
    dock.sendUntil(clip, RecordingState.RECEIPTED);
    while (dems.bags().isEmpty()) {
      dock.status(id);
    }
    return dems.bags().getFirst();
  }

  private void awaitError(ErrorCode code) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!dock.status(id).error().equals(Optional.of(code))) {
      assertFalse(dock.status(id).state() == RecordingState.DELIVERED);
      assertTrue(Instant.now().isBefore(deadline), "no " + code.code());
    }
  }

  @Test
  @ExpectsLog("delivery-rejected")
  void holdsWhatTheDemsRefusesUntilItAccepts() throws Exception {
    String bag = bag();
    dems.answer(
        bag, "{\"bag\": \"%s\", \"status\": \"rejected\", \"reason\": \"no\"}".formatted(bag));
    awaitError(ErrorCode.DELIVERY_REJECTED);
    dems.accept(bag);
    assertEquals(Optional.empty(), dock.await(id, RecordingState.DELIVERED).error());
  }

  @Test
  @ExpectsLog("original-digest-mismatch")
  void takesNoOtherDigestForAnAcceptance() throws Exception {
    String bag = bag();
    dems.answer(
        bag,
        """
        {"bag": "%s", "sha256": "%s", "status": "accepted", "reference": "R",
         "at": "2026-11-21T21:00:00.000Z"}
        """
            .formatted(bag, "0".repeat(64)));
    awaitError(ErrorCode.ORIGINAL_DIGEST_MISMATCH);
  }

  @Test
  @ExpectsLog("document-malformed")
  void takesNoOtherTextForAnAcceptance() throws Exception {
    String bag = bag();
    dems.answer(bag, "{\"status\": \"accepted\"}");
    awaitError(ErrorCode.DOCUMENT_MALFORMED);
    dems.accept(bag);
    dock.await(id, RecordingState.DELIVERED);
  }

  @Test
  @ExpectsLog("evidence-conflict")
  void neverOverwritesABagOfThatName() throws Exception {
    String bag = id.hex().substring(0, 16) + "-A_B.MP4";
    Path foreign = folder.resolve("dems").resolve(bag).resolve("data");
    Files.createDirectories(foreign);
    Files.writeString(foreign.resolve("A B.MP4"), "foreign");
    dock.sendUntil(clip, RecordingState.RECEIPTED);
    awaitError(ErrorCode.EVIDENCE_CONFLICT);
    assertEquals("foreign", Files.readString(foreign.resolve("A B.MP4")));
  }

  @Test
  void writesTheBagThatTheSpecificationSays() throws Exception {
    Path bag = dems.bag(bag());
    assertEquals(
        clip.manifest().file().digest() + "  data/A B.MP4\n",
        Files.readString(bag.resolve("manifest-sha256.txt")));
    assertArrayEquals(clip.original(), Files.readAllBytes(bag.resolve("data/A B.MP4")));
    assertEquals(5, Files.readAllLines(bag.resolve("dockwarden/custody.jsonl")).size());
    Process check =
        new ProcessBuilder("sha256sum", "--quiet", "-c", "tagmanifest-sha256.txt")
            .directory(bag.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, check.waitFor(), output);
  }

  @Test
  void removesPlaintextThatACrashLeft() throws Exception {
    stop();
    Path draft = folder.resolve("dems/.staging/left/data");
    Files.createDirectories(draft);
    Files.writeString(draft.resolve("A.MP4"), "plaintext");
    restart();
    assertFalse(Files.exists(folder.resolve("dems/.staging/left")));
  }
}
