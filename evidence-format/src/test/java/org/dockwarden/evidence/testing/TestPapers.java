package org.dockwarden.evidence.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.CameraFacts;
import org.dockwarden.evidence.manifest.ClockOffset;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.DockingFacts;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.manifest.FileMark;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.receipt.Receipt;
import org.dockwarden.evidence.receipt.Stage;

/** Valid papers for tests, all about one made-up camera. */
public final class TestPapers {
  /** When everything happened. */
  public static final Instant AT = Instant.parse("2026-11-21T20:15:30.123Z");

  private static final String RECIPIENT =
      "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg";

  private TestPapers() {}

  /** A manifest of a dock about these original bytes; the sealed object is made up. */
  public static Manifest manifest(String dock, String path, byte[] original) {
    return manifest(
        dock,
        path,
        original.length,
        Digest.compute(original),
        new SealedObject(
            original.length + 232L,
            SealedObject.SEGMENT_BYTES,
            Digest.compute(new byte[] {1}),
            List.of(RECIPIENT)));
  }

  /** A manifest of a dock about this original and sealed object. */
  public static Manifest manifest(
      String dock, String path, long bytes, Digest digest, SealedObject sealed) {
    return new Manifest(
        new OriginalFile(
            CameraPath.ofRaw(path.getBytes(StandardCharsets.UTF_8)),
            FileKind.FOOTAGE,
            bytes,
            digest,
            AT.minus(Duration.ofHours(3)),
            Optional.of(AT.minus(Duration.ofHours(4))),
            Optional.of("DCIM/REC_0001"),
            Set.of(FileMark.TRUNCATED, FileMark.FLAGGED)),
        sealed,
        new CameraFacts(
            new CameraId("0951", "1666", "BW-0042"),
            "generic-dcim",
            Optional.of("1.4.2"),
            Optional.of(new ClockOffset(Duration.ofMillis(-61250), Duration.ofSeconds(1), AT))),
        new DockingFacts(
            new DockId(dock),
            3,
            UUID.fromString("6f1c2b1e-9f0a-4b5c-8d7e-0123456789ab"),
            AT.minusSeconds(120),
            AT.minusSeconds(30),
            DockClock.SYNCHRONISED,
            "dockwarden-agent/0.1.0"));
  }

  /** A receipt of stage stored for this manifest document. */
  public static Receipt receipt(
      Manifest manifest, Digest manifestDigest, long custodyIndex, Digest custodyLeaf) {
    return new Receipt(
        Stage.STORED,
        manifest.recordingId(),
        manifest.file().bytes(),
        manifest.file().digest(),
        manifest.sealed().bytes(),
        manifest.sealed().digest(),
        manifestDigest,
        "gateway-1",
        AT,
        new Receipt.CustodyReference(custodyIndex, custodyLeaf),
        Optional.empty());
  }

  /** The same receipt for stage delivered. */
  public static Receipt delivered(Receipt stored) {
    return new Receipt(
        Stage.DELIVERED,
        stored.recording(),
        stored.originalBytes(),
        stored.original(),
        stored.sealedBytes(),
        stored.sealed(),
        stored.manifest(),
        stored.gateway(),
        stored.issuedAt(),
        stored.custody(),
        Optional.of(new Receipt.Delivery("bagit", "DEMS-1 é", stored.original(), AT)));
  }

  /** A custody entry. */
  public static CustodyEntry custody(
      long index,
      Optional<Digest> previous,
      RecordingId recording,
      Optional<Digest> previousOfRecording,
      CustodyEvent event) {
    TreeMap<String, String> facts = new TreeMap<>();
    facts.put("dock", "dock-0001");
    return new CustodyEntry(
        index, previous, recording, previousOfRecording, event, AT, "gateway-1", facts);
  }
}
