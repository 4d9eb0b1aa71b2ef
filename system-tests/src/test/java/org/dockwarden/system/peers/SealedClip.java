package org.dockwarden.system.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.CameraFacts;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.DockingFacts;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.segment.SegmentDigester;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.wire.SignedDocumentJson;
import org.dockwarden.system.fixture.Recording;
import org.dockwarden.system.fixture.Site;

/**
 * A recording that Debian's {@code age} sealed, with the manifest that a dock would sign for it.
 *
 * @param file the sealed object
 * @param paper body of the commit (P-14)
 */
record SealedClip(Path file, byte[] paper) {
  static SealedClip make(Site site, String dock, TestIdentity signer, Recording recording)
      throws IOException, InterruptedException {
    Path original = recording.camera().volume().resolve(recording.path());
    Path sealed = site.folder().resolve(recording.sha256() + ".age");
    String recipient = site.evidenceIdentity().recipient().toString();
    List<String> age =
        List.of("age", "-r", recipient, "-o", sealed.toString(), original.toString());
    Process process = new ProcessBuilder(age).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("age: " + said);
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Manifest manifest =
        new Manifest(
            new OriginalFile(
                new CameraPath(recording.path()),
                FileKind.FOOTAGE,
                recording.bytes(),
                new Digest(recording.sha256()),
                now,
                Optional.empty(),
                Optional.empty(),
                Set.of()),
            sealedObject(sealed, recipient),
            new CameraFacts(
                recording.camera().id(), "generic-dcim", Optional.empty(), Optional.empty()),
            new DockingFacts(
                new DockId(dock),
                1,
                UUID.randomUUID(),
                now,
                now,
                DockClock.UNKNOWN,
                "somebody-else/1.0"));
    DocumentSigner pen = new DocumentSigner(signer.key(), List.of(signer.certificate()));
    return new SealedClip(
        sealed, SignedDocumentJson.encode(pen.sign(ManifestJson.encode(manifest), now)));
  }

  private static SealedObject sealedObject(Path sealed, String recipient) throws IOException {
    byte[] bytes = Files.readAllBytes(sealed);
    SegmentDigester digester = new SegmentDigester();
    digester.update(bytes, 0, bytes.length);
    return new SealedObject(
        bytes.length, SealedObject.SEGMENT_BYTES, digester.finish(), List.of(recipient));
  }
}
