package org.dockwarden.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Sealer;
import org.dockwarden.evidence.age.X25519Recipient;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.CameraFacts;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.DockingFacts;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.segment.SegmentDigester;

/** One recording, sealed, with the manifest that is true of it. */
public record Clip(byte[] original, byte[] sealed, Manifest manifest) {
  private static final Instant AT = Instant.parse("2026-11-21T20:15:30.123Z");

  /** A clip of this many bytes; the seed decides the content. */
  public static Clip of(X25519Recipient recipient, String dock, String path, int bytes, long seed)
      throws IOException {
    byte[] original = new byte[bytes];
    new Random(seed).nextBytes(original);
    return sealed(recipient, dock, path, original);
  }

  /** The same original sealed by another dock, or again. */
  public static Clip sealed(X25519Recipient recipient, String dock, String path, byte[] original)
      throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    Sealer sealer = Sealer.to(List.of(recipient), ChunkCiphers.jdk());
    try (OutputStream out = sealer.seal(sealed, original.length)) {
      out.write(original);
    }
    byte[] bytes = sealed.toByteArray();
    return new Clip(original, bytes, manifest(recipient, dock, path, original, bytes));
  }

  /** The same with a time of recording, and docked by then. */
  public Clip recordedAt(Instant at, Instant dockedAt) {
    OriginalFile file = manifest.file();
    DockingFacts docking = manifest.docking();
    return new Clip(
        original,
        sealed,
        new Manifest(
            new OriginalFile(
                file.path(),
                file.kind(),
                file.bytes(),
                file.digest(),
                file.modified(),
                Optional.of(at),
                file.group(),
                file.marks()),
            manifest.sealed(),
            manifest.camera(),
            new DockingFacts(
                docking.dock(),
                docking.bay(),
                docking.docking(),
                dockedAt,
                dockedAt,
                docking.clock(),
                docking.software())));
  }

  private static Manifest manifest(
      X25519Recipient recipient, String dock, String path, byte[] original, byte[] sealed) {
    return new Manifest(
        new OriginalFile(
            new CameraPath(path),
            FileKind.FOOTAGE,
            original.length,
            Digest.compute(original),
            AT,
            Optional.empty(),
            Optional.empty(),
            Set.of()),
        new SealedObject(
            sealed.length,
            SealedObject.SEGMENT_BYTES,
            segmentDigest(sealed),
            List.of(recipient.toString())),
        new CameraFacts(
            CameraId.parse("0951:1666:BW-0042"),
            "generic-dcim",
            Optional.empty(),
            Optional.empty()),
        new DockingFacts(
            new DockId(dock),
            3,
            UUID.fromString("6f1c0000-0000-4000-8000-000000000001"),
            AT,
            AT,
            DockClock.SYNCHRONISED,
            "test/1"));
  }

  public static Digest segmentDigest(byte[] sealed) {
    SegmentDigester digester = new SegmentDigester();
    digester.update(sealed, 0, sealed.length);
    return digester.finish();
  }
}
