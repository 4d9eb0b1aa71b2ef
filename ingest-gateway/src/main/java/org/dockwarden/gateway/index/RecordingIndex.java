package org.dockwarden.gateway.index;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.KnownRecording;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.gateway.upload.UploadId;

/** Commits, recordings, receipts and the custody log. */
public interface RecordingIndex {
  /** Takes a checked manifest for a complete upload (P-15, P-17). */
  CommitOutcome commit(UploadId upload, SignedDocument paper, Manifest manifest) throws IOException;

  /** What {@link #commit} made of it. */
  sealed interface CommitOutcome {
    /** Taken now, or the same as before. */
    record Taken(CommitState state) implements CommitOutcome {}

    /** The upload has another manifest already. */
    record Different() implements CommitOutcome {}
  }

  /** Records that an upload's bytes are kept apart because its papers failed a check (P-16). */
  void refuse(UploadId upload, SignedDocument paper, ErrorCode error, String detail)
      throws IOException;

  /** The commit of an upload. */
  Optional<Commit> commitOf(UploadId upload) throws IOException;

  /** All commits of a recording, earliest first. */
  List<Commit> commitsOf(RecordingId recording) throws IOException;

  /** Every quarantined commit, earliest first. */
  List<Quarantined> quarantined() throws IOException;

  /** Those of them that somebody still has to look into, earliest first, so many at the most. */
  List<Quarantined> openQuarantine(int limit) throws IOException;

  /** A recording. */
  Optional<Recording> recording(RecordingId id) throws IOException;

  /**
   * Recordings in the states committed, stored and verified, and quarantined ones behind which
   * another commit waits.
   */
  List<RecordingId> unfinished() throws IOException;

  /** The sealed object lies in the evidence store. */
  void stored(RecordingId recording, UploadId upload) throws IOException;

  /** The store was read back and equals the manifest; waiting commits become surplus. */
  CustodyReference verified(RecordingId recording, UploadId upload) throws IOException;

  /** Something differed. */
  void quarantined(RecordingId recording, UploadId upload, ErrorCode error, String detail)
      throws IOException;

  /** Lets the next waiting commit of a quarantined recording take its turn. */
  boolean promote(RecordingId recording) throws IOException;

  /** Makes a signed receipt visible, and the recording's state with it. */
  void receipted(RecordingId recording, Stage stage, SignedDocument receipt) throws IOException;

  /** The receipt of this stage. */
  Optional<SignedDocument> receipt(RecordingId recording, Stage stage) throws IOException;

  /** What a dock is told about a recording (P-19). */
  Optional<RecordingStatus> status(RecordingId recording) throws IOException;

  /** The same for many; unknown ones are left out (P-21). */
  List<RecordingStatus> statuses(Collection<RecordingId> recordings) throws IOException;

  /** Recordings of a camera with a receipt, by id, after this one (P-22). */
  List<KnownRecording> knownRecordings(CameraId camera, Optional<RecordingId> after, int limit)
      throws IOException;

  /** The custody entries of a recording, their exact bytes, earliest first. */
  List<byte[]> custody(RecordingId recording) throws IOException;

  /** How many custody entries there are. */
  long custodyCount() throws IOException;
}
