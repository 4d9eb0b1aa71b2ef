package org.dockwarden.evidence.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A failure with an {@link ErrorCode}. It is an {@link IOException} so that streams can throw it.
 * The message names what, where and what was expected.
 */
public final class EvidenceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public EvidenceException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public EvidenceException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code.code() + ": " + message, cause);
    this.code = code;
  }

  /** What went wrong. */
  public ErrorCode code() {
    return code;
  }
}
