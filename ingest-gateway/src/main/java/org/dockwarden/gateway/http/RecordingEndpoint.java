package org.dockwarden.gateway.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.wire.KnownRecording;
import org.dockwarden.evidence.wire.KnownRecordings;
import org.dockwarden.evidence.wire.KnownRecordingsJson;
import org.dockwarden.evidence.wire.RecordingQueryJson;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.evidence.wire.RecordingStatusJson;
import org.dockwarden.evidence.wire.SignedDocumentJson;
import org.dockwarden.gateway.commit.Commits;
import org.dockwarden.gateway.index.RecordingChanges;
import org.dockwarden.gateway.index.RecordingIndex;
import org.dockwarden.gateway.upload.UploadId;
import org.jspecify.annotations.Nullable;

/** Commit, status, query, and what is known of a camera (P-14 to P-22). */
final class RecordingEndpoint {
  static final String PATH = "/v1/recordings";
  private static final int MAX_WAIT_SECONDS = 30;

  /** RFC 7240: preferences in a list, each with parameters; names in any case. */
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,9})(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);

  private final Commits commits;
  private final RecordingIndex index;
  private final RecordingChanges changes;

  RecordingEndpoint(Commits commits, RecordingIndex index, RecordingChanges changes) {
    this.commits = commits;
    this.index = index;
    this.changes = changes;
  }

  /** P-14, P-15. */
  Response commit(Request request, UploadId upload) throws IOException {
    Routes.require("PUT", request);
    String type = request.header("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw new EvidenceException(
          ErrorCode.CONTENT_TYPE_UNSUPPORTED, "Content-Type: (expected: application/json)");
    }
    byte[] json = request.content(SignedDocumentJson.MAX_BYTES);
    RecordingStatus status =
        commits.commit(request.dock(), upload, SignedDocumentJson.decode(json));
    return Response.json(202, RecordingStatusJson.encode(status))
        .with("Location", PATH + "/" + status.recording());
  }

  /** P-19, P-20. */
  Response status(Request request, RecordingId recording) throws IOException {
    Routes.require("GET", request);
    Duration wait = waitOf(request.header("Prefer"));
    RecordingStatus status = wait.isZero() ? find(recording) : awaited(recording, wait);
    return Response.json(200, RecordingStatusJson.encode(status)).with("Cache-Control", "no-store");
  }

  private RecordingStatus awaited(RecordingId recording, Duration wait) throws IOException {
    try (RecordingChanges.Ticket ticket = changes.ticket(recording)) {
      RecordingStatus status = find(recording);
      if (isFinal(status)) {
        return status;
      }
      await(ticket, wait);
    }
    return find(recording);
  }

  private static boolean isFinal(RecordingStatus status) {
    return status.state() == RecordingState.DELIVERED
        || status.state() == RecordingState.QUARANTINED;
  }

  static Duration waitOf(@Nullable String prefer) {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    return wait.find()
        ? Duration.ofSeconds(Math.min(MAX_WAIT_SECONDS, Integer.parseInt(wait.group(1))))
        : Duration.ZERO;
  }

  private static void await(RecordingChanges.Ticket ticket, Duration longest)
      throws InterruptedIOException {
    try {
      ticket.await(longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private RecordingStatus find(RecordingId recording) throws IOException {
    return index
        .status(recording)
        .orElseThrow(
            () -> new EvidenceException(ErrorCode.RECORDING_UNKNOWN, "recording " + recording));
  }

  /** P-21. */
  Response query(Request request) throws IOException {
    Routes.require("POST", request);
    byte[] json = request.content(RecordingQueryJson.MAX_BYTES);
    List<RecordingStatus> statuses = index.statuses(RecordingQueryJson.decode(json));
    return Response.json(200, RecordingQueryJson.encodeAnswer(statuses));
  }

  /** P-22. */
  Response known(Request request, CameraId camera) throws IOException {
    Routes.require("GET", request);
    Optional<String> parameter = request.parameter("after");
    Optional<RecordingId> after =
        parameter.isPresent()
            ? Optional.of(Routes.parse(parameter.get(), RecordingId::new))
            : Optional.empty();
    List<KnownRecording> found =
        index.knownRecordings(camera, after, KnownRecordings.MAX_RECORDINGS + 1);
    boolean more = found.size() > KnownRecordings.MAX_RECORDINGS;
    List<KnownRecording> page = more ? found.subList(0, KnownRecordings.MAX_RECORDINGS) : found;
    return Response.json(200, KnownRecordingsJson.encode(new KnownRecordings(page, more)));
  }
}
