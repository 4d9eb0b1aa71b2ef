package org.dockwarden.evidence.wire;

import java.util.List;

/**
 * A page of the recordings that the gateway holds of a camera (P-22).
 *
 * @param recordings ordered by id, at most {@link #MAX_RECORDINGS}
 * @param more whether a further page follows
 */
public record KnownRecordings(List<KnownRecording> recordings, boolean more) {
  /** Most recordings of one page. */
  public static final int MAX_RECORDINGS = 1000;

  public KnownRecordings {
    recordings = List.copyOf(recordings);
  }
}
