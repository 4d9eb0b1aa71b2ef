package org.dockwarden.agent.upload;

import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.Reaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what requests to the gateway end in, and logs when that changes. A success proves that the
 * gateway answers; anything else that was wrong is over only once the same {@link Talk} succeeds.
 * Thread-safe.
 */
public final class GatewayWatch {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayWatch.class);

  /** What is talked about. */
  public enum Talk {
    UPLOADS,
    RECEIPTS,
    OFFICERS,
    ASSIGNMENTS
  }

  private final InstantSource clock;
  private final Map<Talk, ErrorCode> failing = new EnumMap<>(Talk.class);
  private final Map<Talk, GatewayHealth> failures = new EnumMap<>(Talk.class);
  private GatewayHealth well;

  public GatewayWatch(InstantSource clock) {
    this.clock = clock;
    this.well = GatewayHealth.notAsked(clock.instant());
  }

  /** The state now. */
  public synchronized GatewayHealth health() {
    return failures.values().stream().findFirst().orElse(well);
  }

  /** A request of this talk has succeeded. */
  public synchronized void succeeded(Talk talk) {
    if (failures.isEmpty()) {
      well = GatewayHealth.answered(clock.instant());
      return;
    }
    failing
        .entrySet()
        .removeIf(entry -> entry.getKey() == talk || entry.getValue().reaction() == Reaction.RETRY);
    failures.keySet().retainAll(failing.keySet());
    if (failures.isEmpty()) {
      LOG.info("gateway answers again");
      well = GatewayHealth.answered(clock.instant());
    }
  }

  /** A request of this talk has failed. */
  public synchronized void failed(Talk talk, ErrorCode code, IOException failure) {
    if (failing.put(talk, code) != code) {
      LOG.warn("gateway: {}", failure.getMessage());
      failures.put(
          talk,
          new GatewayHealth(
              Optional.of(code.code()), String.valueOf(failure.getMessage()), clock.instant()));
    }
  }
}
