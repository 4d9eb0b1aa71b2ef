package org.dockwarden.gateway.verify;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.gateway.health.Health;
import org.dockwarden.gateway.health.Health.Level;
import org.dockwarden.gateway.health.Health.Subsystem;
import org.dockwarden.gateway.index.Quarantined;
import org.dockwarden.gateway.index.RecordingIndex;

/**
 * Shows in health what is kept apart (I7), until the same recording has been verified from other
 * bytes or an operator has taken note (C-6). The index alone says what that is; it is asked at each
 * event and, since operators write into it from another process, from time to time. Tells another
 * watch, too. Safe for many threads.
 */
public final class QuarantineAlarm implements VerificationWatch {
  /** As many conditions as health keeps of a subsystem. */
  private static final int MAX_SHOWN = 1000;

  private final Health health;
  private final RecordingIndex index;
  private final VerificationWatch next;
  private Set<String> shown = Set.of();

  public QuarantineAlarm(Health health, RecordingIndex index, VerificationWatch next) {
    this.health = health;
    this.index = index;
    this.next = next;
  }

  /** Shows what is open now, and nothing else. */
  public synchronized void refresh() {
    try {
      Set<String> open = new HashSet<>();
      for (Quarantined one : index.openQuarantine(MAX_SHOWN)) {
        open.add(one.upload().hex());
        String code = one.error().orElse(ErrorCode.INTERNAL_ERROR).code();
        health.report(
            Subsystem.EVIDENCE,
            one.upload().hex(),
            Level.DEGRADED,
            "quarantined: " + code + ", recording " + one.recording().brief());
      }
      shown.stream()
          .filter(it -> !open.contains(it))
          .forEach(it -> health.clear(Subsystem.EVIDENCE, it));
      shown = open;
      health.clear(Subsystem.INDEX, "quarantine");
    } catch (IOException | RuntimeException e) { // What is shown stays; the next look comes soon.
      health.report(Subsystem.INDEX, "quarantine", Level.DEGRADED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void verified(RecordingId recording, long sealedBytes) {
    refresh();
    next.verified(recording, sealedBytes);
  }

  @Override
  public void quarantined(RecordingId recording, ErrorCode error, String detail) {
    refresh();
    next.quarantined(recording, error, detail);
  }
}
