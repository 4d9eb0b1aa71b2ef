package org.dockwarden.agent.upload;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what requests to the gateway end in, and logs when that changes. Thread-safe. */
public final class GatewayWatch {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayWatch.class);

  private final InstantSource clock;
  private GatewayHealth health;

  public GatewayWatch(InstantSource clock) {
    this.clock = clock;
    this.health = new GatewayHealth(Optional.empty(), "not asked yet", clock.instant());
  }

  /** The state now. */
  public synchronized GatewayHealth health() {
    return health;
  }

  synchronized void succeeded() {
    if (!health.isReachable()) {
      LOG.info("gateway answers again");
      health = new GatewayHealth(Optional.empty(), "ok", clock.instant());
    }
  }

  synchronized void failed(ErrorCode code, IOException failure) {
    Optional<String> error = Optional.of(code.code());
    if (!health.error().equals(error)) {
      LOG.warn("gateway: {}", failure.getMessage());
      health = new GatewayHealth(error, String.valueOf(failure.getMessage()), clock.instant());
    }
  }
}
