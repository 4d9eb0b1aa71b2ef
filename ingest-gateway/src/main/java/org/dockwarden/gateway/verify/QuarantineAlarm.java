package org.dockwarden.gateway.verify;

import java.io.IOException;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.wire.RecordingState;
import org.dockwarden.evidence.wire.RecordingStatus;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.Commit;
import org.dockwarden.gateway.index.RecordingIndex;

/**
 * Shows in health what is kept apart (I7), until the same recording has been verified from other
 * bytes. Tells another watch, too.
 */
public final class QuarantineAlarm implements VerificationWatch {
  private final Health health;
  private final VerificationWatch next;

  public QuarantineAlarm(Health health, VerificationWatch next) {
    this.health = health;
    this.next = next;
  }

  /** Shows again what was kept apart before a restart. */
  public void resume(RecordingIndex index) throws IOException {
    for (Commit commit : index.quarantinedCommits()) {
      Optional<RecordingState> state = index.status(commit.recording()).map(RecordingStatus::state);
      if (state.orElse(RecordingState.QUARANTINED) == RecordingState.QUARANTINED) {
        report(commit.recording(), commit.error().orElse(ErrorCode.INTERNAL_ERROR));
      }
    }
  }

  private void report(RecordingId recording, ErrorCode error) {
    health.report(
        Subsystem.EVIDENCE, recording.brief(), Level.DEGRADED, "quarantined: " + error.code());
  }

  @Override
  public void verified(RecordingId recording, long sealedBytes) {
    health.clear(Subsystem.EVIDENCE, recording.brief());
    next.verified(recording, sealedBytes);
  }

  @Override
  public void quarantined(RecordingId recording, ErrorCode error, String detail) {
    report(recording, error);
    next.quarantined(recording, error, detail);
  }
}
