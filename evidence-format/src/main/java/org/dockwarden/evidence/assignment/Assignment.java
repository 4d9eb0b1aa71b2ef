package org.dockwarden.evidence.assignment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.json.InstantText;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.UnicodeText;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.DockingFacts;

/**
 * One assignment event: what a dock saw.
 *
 * @param dock the dock that saw and signed it
 * @param series the journal whose numbers these are; a new journal begins a new series
 * @param sequence from 1, without gaps within the series
 * @param camera the camera
 * @param event what happened
 * @param officer exactly for {@code issued}
 * @param how exactly for {@code issued}
 * @param bay where; left out for {@code lost} only
 * @param by the operator's name, exactly for {@code lost} and for {@code issued} by hand
 * @param at when, dock's clock
 * @param clock the state of the dock's clock at {@code at}
 */
public record Assignment(
    DockId dock,
    UUID series,
    long sequence,
    CameraId camera,
    AssignmentEvent event,
    Optional<OfficerId> officer,
    Optional<IssueKind> how,
    Optional<Integer> bay,
    Optional<String> by,
    Instant at,
    DockClock clock) {
  /** Value of the member {@code format}. */
  public static final String FORMAT = "dockwarden-assignment/1";

  /** Largest encoded event that any part reads, in bytes. */
  public static final int MAX_BYTES = 8 * 1024;

  /** Longest name of an operator. */
  public static final int MAX_BY_LENGTH = 100;

  public Assignment {
    at = InstantText.truncate(at);
    if (sequence < 1 || sequence > JsonValue.MAX_INTEGER) {
      throw new IllegalArgumentException("sequence: " + sequence + " (expected: 1 to 2^53 - 1)");
    }
    bay.ifPresent(Assignment::requireBay);
    by.ifPresent(name -> UnicodeText.requireLine("by", name, MAX_BY_LENGTH));
    boolean issued = event == AssignmentEvent.ISSUED;
    boolean lost = event == AssignmentEvent.LOST;
    boolean byHand = lost || how.equals(Optional.of(IssueKind.MANUAL));
    require("officer", officer, issued, event);
    require("how", how, issued, event);
    require("bay", bay, !lost, event);
    require("by", by, byHand, event);
  }

  private static void requireBay(int bay) {
    if (bay < 1 || bay > DockingFacts.MAX_BAYS) {
      throw new IllegalArgumentException(
          "bay: " + bay + " (expected: 1 to " + DockingFacts.MAX_BAYS + ")");
    }
  }

  private static void require(
      String what, Optional<?> member, boolean expected, AssignmentEvent event) {
    if (member.isPresent() != expected) {
      throw new IllegalArgumentException(
          "%s: (expected: %s in %s)"
              .formatted(what, expected ? "present" : "left out", event.text()));
    }
  }

  /** Whether the other has the same place in the same dock's numbering. */
  public boolean hasNumberOf(Assignment other) {
    return dock.equals(other.dock) && series.equals(other.series) && sequence == other.sequence;
  }
}
