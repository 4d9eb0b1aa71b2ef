package org.dockwarden.gateway.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.evidence.wire.Holdings;
import org.dockwarden.evidence.wire.OfficerDirectory;

/** Assignment events, attributions, and the directory of officers. */
public interface AttributionIndex {
  /**
   * Takes a checked event; durable when this returns. The recordings that it may concern
   * become due.
   */
  AppendOutcome append(Assignment assignment, SignedDocument paper) throws IOException;

  /** What {@link #append} made of it. */
  sealed interface AppendOutcome {
    /**
     * Taken now.
     *
     * @param missing numbers of its series below it that never came
     */
    record Appended(long missing) implements AppendOutcome {}

    /** The same was there already. */
    record Repeated() implements AppendOutcome {}

    /** Another one has its number. */
    record Conflict() implements AppendOutcome {}
  }

  /** Recordings that have to be judged, so many at the most. */
  List<RecordingId> due(int limit) throws IOException;

  /** How the attribution of a verified recording stands. */
  Optional<Standing> standing(RecordingId recording) throws IOException;

  /**
   * How an attribution stands.
   *
   * @param due 0: nothing to do; else to be handed back, so that what comes meanwhile is not lost
   * @param last the last attribution; empty before the first
   */
  record Standing(long due, Optional<SignedDocument> last) {}

  /**
   * The events of a camera from one before the last that is not after {@code from} to the first
   * after {@code to}; in order, at most {@code limit}.
   */
  List<SignedDocument> events(CameraId camera, Instant from, Instant to, int limit)
      throws IOException;

  /**
   * Appends an attribution with its custody entry, and notes that it was judged.
   *
   * @param window as A-9 has it
   */
  void attribute(Attribution attribution, SignedDocument paper, Duration window, long due)
      throws IOException;

  /** Notes that it was judged, and nothing differs. */
  void unchanged(RecordingId recording, long due) throws IOException;

  /** The event with this number. */
  Optional<SignedDocument> event(Attribution.Event event) throws IOException;

  /** Who has a camera now (P-27). */
  Holdings holdings() throws IOException;

  /** The officers as docks know them (P-26); empty before the first import. */
  Optional<OfficerDirectory> directory() throws IOException;
}
