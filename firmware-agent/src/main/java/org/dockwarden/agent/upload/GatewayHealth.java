package org.dockwarden.agent.upload;

import java.time.Instant;
import java.util.Optional;

/**
 * What the dock last heard of its gateway.
 *
 * @param error the code of the last failure, if nothing has succeeded since
 * @param since when it last answered, or began to fail
 */
public record GatewayHealth(Optional<String> error, String detail, Instant since) {
  private static final String NOT_ASKED = "not asked yet";

  /** Nothing has needed it since the start. */
  public static GatewayHealth notAsked(Instant since) {
    return new GatewayHealth(Optional.empty(), NOT_ASKED, since);
  }

  /** It answered. */
  public static GatewayHealth answered(Instant at) {
    return new GatewayHealth(Optional.empty(), "ok", at);
  }

  /** Whether anything is known of it. */
  public boolean isAsked() {
    return !detail.equals(NOT_ASKED);
  }

  /** Whether the last request succeeded. */
  public boolean isReachable() {
    return error.isEmpty();
  }
}
