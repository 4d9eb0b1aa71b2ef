package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Translates failures of SQLite into ours. */
final class SqliteFailure {
  private static final int SQLITE_FULL = 13; // sqlite.org/rescode.html

  private SqliteFailure() {}

  static IOException of(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> new IOException("database: failed");
      case IOException e -> e;
      case SQLException e when e.getErrorCode() == SQLITE_FULL ->
          new IOException("database: disk full: free space or lower its limit", e);
      default -> new IOException("database: " + cause.getMessage(), cause);
    };
  }
}
