package org.dockwarden.agent.upload;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A request that did not succeed, with its code and what the server said of trying again. */
public final class GatewayException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final @Nullable Duration retryAfter;

  GatewayException(ErrorCode code, String message, Optional<Duration> retryAfter) {
    super(code.code() + ": " + message);
    this.code = code;
    this.retryAfter = retryAfter.orElse(null);
  }

  GatewayException(ErrorCode code, String message, Throwable cause) {
    super(code.code() + ": " + message, cause);
    this.code = code;
    this.retryAfter = null;
  }

  /** What went wrong; its reaction says what to do. */
  public ErrorCode code() {
    return code;
  }

  /** How long the server asks to be left alone. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
