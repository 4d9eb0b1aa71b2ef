package org.dockwarden.fleet.account;

import java.io.IOException;
import java.util.List;

/** The audit list. Entries are only ever added. */
public interface AuditLog {
  /** Adds an entry; on stable storage when this returns. */
  void append(AuditEntry entry) throws IOException;

  /**
   * Entries, the newest first.
   *
   * @param text contained in who, what, object or result; empty for all
   * @param before only numbers below; {@link Long#MAX_VALUE} for the newest
   */
  List<AuditEntry> list(String text, long before, int limit) throws IOException;
}
