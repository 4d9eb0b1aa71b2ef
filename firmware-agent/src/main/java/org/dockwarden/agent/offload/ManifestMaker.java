package org.dockwarden.agent.offload;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dockwarden.agent.journal.Docking;
import org.dockwarden.agent.journal.ListedFile;
import org.dockwarden.agent.journal.SealedRecording;
import org.dockwarden.agent.spool.GrowingObject;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.CameraFacts;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.DockingFacts;
import org.dockwarden.evidence.manifest.FileKind;
import org.dockwarden.evidence.manifest.FileMark;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.segment.SegmentDigester;
import org.dockwarden.evidence.signing.DocumentSigner;

/** Writes and signs manifests (evidence format 4). */
public final class ManifestMaker {
  private final DockId dock;
  private final String software;
  private final List<String> recipients;
  private final DocumentSigner signer;
  private final InstantSource clock;
  private final Supplier<DockClock> clockState;

  /**
   * @param recipients age recipients in header order
   * @param clockState the state of the dock's clock now
   */
  public ManifestMaker(
      DockId dock,
      String software,
      List<String> recipients,
      DocumentSigner signer,
      InstantSource clock,
      Supplier<DockClock> clockState) {
    this.dock = dock;
    this.software = software;
    this.recipients = List.copyOf(recipients);
    this.signer = signer;
    this.clock = clock;
    this.clockState = clockState;
  }

  SealedRecording make(
      DockedCamera camera,
      ListedFile file,
      Digest original,
      GrowingObject object,
      List<Digest> segments,
      Set<FileMark> marks) {
    Docking docking = camera.docking();
    Instant sealedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Manifest manifest =
        new Manifest(
            new OriginalFile(
                file.path(),
                file.kind(),
                file.bytes(),
                original,
                file.modified().truncatedTo(ChronoUnit.MILLIS),
                file.recordedAt(),
                group(file),
                marks),
            new SealedObject(
                object.bytes(),
                SealedObject.SEGMENT_BYTES,
                SegmentDigester.combine(segments),
                recipients),
            new CameraFacts(
                docking.camera(), docking.profile(), docking.firmware(), docking.clock()),
            new DockingFacts(
                dock,
                docking.bay().number(),
                docking.id(),
                docking.dockedAt(),
                sealedAt,
                clockState.get(),
                software));
    return new SealedRecording(
        manifest,
        signer.sign(ManifestJson.encode(manifest), sealedAt),
        object.id(),
        segments,
        file.flagged(),
        file.recordedAt().orElse(file.modified()).getEpochSecond() * 1000);
  }

  /** A clip and its sidecars share folder and stem; metadata is about the whole camera. */
  private static Optional<String> group(ListedFile file) {
    if (file.kind() == FileKind.METADATA) {
      return Optional.empty();
    }
    CameraPath path = file.path();
    int dot = path.fileName().lastIndexOf('.');
    String stem = dot <= 0 ? path.fileName() : path.fileName().substring(0, dot);
    return Optional.of(path.folder().isEmpty() ? stem : path.folder() + "/" + stem);
  }
}
