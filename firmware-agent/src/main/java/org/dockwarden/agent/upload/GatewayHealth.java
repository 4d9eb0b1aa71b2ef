package org.dockwarden.agent.upload;

import java.time.Instant;
import java.util.Optional;

/**
 * What the dock last heard of its gateway.
 *
 * @param error the code of the last failure, if nothing has succeeded since
 * @param since when it last succeeded, or began to fail
 */
public record GatewayHealth(Optional<String> error, String detail, Instant since) {
  /** Whether the last request succeeded. */
  public boolean isReachable() {
    return error.isEmpty();
  }
}
