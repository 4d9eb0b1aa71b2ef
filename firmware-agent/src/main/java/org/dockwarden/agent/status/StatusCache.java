package org.dockwarden.agent.status;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks once for everybody who asks within half a second: a status counts all that the journal knows
 * of. A failure is not kept. Thread-safe.
 */
public final class StatusCache implements StatusSource {
  /** The longest time that a status is behind. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final StatusSource source;
  private final LongSupplier nanoTime;
  private @Nullable AgentStatus last;
  private long askedNanos;

  public StatusCache(StatusSource source, LongSupplier nanoTime) {
    this.source = source;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized AgentStatus status() throws IOException {
    AgentStatus kept = last;
    long now = nanoTime.getAsLong();
    if (kept != null && now - askedNanos < FRESH.toNanos()) {
      return kept;
    }
    AgentStatus asked = source.status();
    last = asked;
    askedNanos = now;
    return asked;
  }
}
