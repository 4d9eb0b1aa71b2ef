package org.dockwarden.gateway.attribution;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentJson;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.signing.CommonName;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.AttributionIndex;
import org.dockwarden.gateway.index.AttributionIndex.AppendOutcome;

/** Takes assignment events (P-25). Safe for many threads. */
public final class AssignmentIntake {
  private final Supplier<DocumentVerifier> verifier;
  private final AttributionIndex index;
  private final Health health;
  private final InstantSource clock;
  private final Runnable wake;

  /**
   * An intake.
   *
   * @param verifier the present trust in docks; asked for each time
   * @param wake called when recordings may have become due
   */
  public AssignmentIntake(
      Supplier<DocumentVerifier> verifier,
      AttributionIndex index,
      Health health,
      InstantSource clock,
      Runnable wake) {
    this.verifier = verifier;
    this.index = index;
    this.health = health;
    this.clock = clock;
    this.wake = wake;
  }

  /** Takes an event of this dock; durable when this returns. The same again changes nothing. */
  public void take(SignedDocument paper, DockId client) throws IOException {
    String signer = CommonName.of(verifier.get().verify(paper, clock.instant()));
    Assignment assignment = AssignmentJson.decode(paper.document());
    checkDock(assignment, signer, client);
    switch (index.append(assignment, paper)) {
      case AppendOutcome.Appended(long missing) -> {
        tell(assignment, missing);
        wake.run();
      }
      case AppendOutcome.Repeated() -> {}
      case AppendOutcome.Conflict() ->
          throw new EvidenceException(
              ErrorCode.ASSIGNMENT_CONFLICT,
              "series %s, sequence %d: another event has this number"
                  .formatted(assignment.series(), assignment.sequence()));
    }
  }

  /** */
  private static void checkDock(Assignment assignment, String signer, DockId client)
      throws EvidenceException {
    if (!assignment.dock().text().equals(signer) || !assignment.dock().equals(client)) {
      throw new EvidenceException(
          ErrorCode.ASSIGNMENT_DOCK_MISMATCH,
          "dock: "
              + assignment.dock()
              + " (expected: signer "
              + signer
              + ", client "
              + client
              + ")");
    }
  }

  /** A dock sends in order: a gap is an event that it could not send, or does not want to. */
  private void tell(Assignment assignment, long missing) {
    String key = "events of " + assignment.dock();
    if (missing == 0) {
      health.clear(Subsystem.ATTRIBUTION, key);
    } else {
      health.report(
          Subsystem.ATTRIBUTION,
          key,
          Level.NOTICE,
          missing
              + " missing below "
              + assignment.sequence()
              + " of series "
              + assignment.series());
    }
  }
}
