package org.dockwarden.evidence.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dockwarden.evidence.assignment.AttributionRule.Judgement;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.json.JsonValue;

/**
 * Whom a gateway attributes a recording to: made from the events that it had by then.
 *
 * @param recording the recording
 * @param number of this attribution among those of the recording, from 0; the last one counts
 * @param camera the camera
 * @param officer who held it; exactly where the basis is {@code issued}
 * @param basis what it rests on, or why it is unknown
 * @param marks what weakens it
 * @param recordedAt the corrected time of recording that was judged by
 * @param events those that it follows from, in order of time
 * @param gateway who made it
 * @param madeAt when, gateway's clock
 */
public record Attribution(
    RecordingId recording,
    long number,
    CameraId camera,
    Optional<OfficerId> officer,
    AttributionBasis basis,
    Set<AttributionMark> marks,
    Optional<Instant> recordedAt,
    List<Event> events,
    String gateway,
    Instant madeAt) {
  /** Value of the member {@code format}. */
  public static final String FORMAT = "dockwarden-attribution/1";

  /** Largest encoded attribution that any part reads, in bytes. */
  public static final int MAX_BYTES = 32 * 1024;

  /** More events than this around one time contradict each other. */
  public static final int MAX_EVENTS = 64;

  /** An event by its number and the digest of its document. */
  public record Event(DockId dock, UUID series, long sequence, Digest document) {}

  public Attribution {
    marks = Set.copyOf(marks);
    recordedAt = recordedAt.map(InstantText::truncate);
    events = List.copyOf(events);
    madeAt = InstantText.truncate(madeAt);
    DockId.requireName("gateway", gateway);
    if (number < 0 || number > JsonValue.MAX_INTEGER) {
      throw new IllegalArgumentException("number: " + number + " (expected: 0 to 2^53 - 1)");
    }
    if (officer.isPresent() != (basis == AttributionBasis.ISSUED)) {
      throw new IllegalArgumentException("officer: (expected: exactly with basis issued)");
    }
    if (recordedAt.isPresent() == (basis == AttributionBasis.NO_RECORDING_TIME)) {
      throw new IllegalArgumentException(
          "recordedAt: (expected: left out exactly with basis no-recording-time)");
    }
    if (events.size() > MAX_EVENTS) {
      throw new IllegalArgumentException(
          "events: " + events.size() + " (expected: <= " + MAX_EVENTS + ")");
    }
  }

  /** Whether it says what the judgement says; which events it names does not matter. */
  public boolean says(Judgement judgement) {
    return officer.equals(judgement.officer())
        && basis == judgement.basis()
        && marks.equals(judgement.marks())
        && recordedAt.equals(judgement.recordedAt().map(InstantText::truncate));
  }
}
