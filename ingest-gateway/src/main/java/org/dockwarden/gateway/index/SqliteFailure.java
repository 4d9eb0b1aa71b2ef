package org.dockwarden.gateway.index;

import java.io.IOException;
import java.sql.SQLException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.jspecify.annotations.Nullable;

/** Translates failures of SQLite into ours. */
final class SqliteFailure {
  private static final int SQLITE_FULL = 13; // sqlite.org/rescode.html

  private SqliteFailure() {}

  static IOException of(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> new IOException("index: failed");
      case IOException e -> e;
      case SQLException e when e.getErrorCode() == SQLITE_FULL ->
          new EvidenceException(ErrorCode.GATEWAY_STORE_FULL, "index: full", e);
      default -> new IOException("index: " + cause.getMessage(), cause);
    };
  }
}
