package org.dockwarden.gateway.index;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.dockwarden.evidence.custody.CustodyChain;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyLeaf;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** The whole custody log, read row by row in constant memory. */
final class CustodyTable {
  private CustodyTable() {}

  /** Takes one row. */
  private interface Rows {
    void take(long position, String recording, String leaf, byte[] entry) throws IOException;
  }

  /**
   * Holds the log against itself (C-1, C-2) and every verified recording against the log, and
   * returns how many entries there are; throws {@code custody-chain-broken} with the first entry
   * that is not what was appended.
   */
  static long check(Connection db) throws SQLException, IOException {
    CustodyChain chain = CustodyChain.following(_ -> false);
    read(db, (position, recording, leaf, entry) -> check(chain, position, recording, leaf, entry));
    var missing =
        Sql.first(
            db,
            "SELECT r.id, r.verified_position FROM recordings r LEFT JOIN custody c"
                + " ON c.position = r.verified_position AND c.leaf = r.verified_leaf"
                + " WHERE r.verified_leaf IS NOT NULL AND c.position IS NULL LIMIT 1",
            row -> "entry " + row.getLong(2) + ": not the one of recording " + row.getString(1));
    if (missing.isPresent()) {
      throw broken(missing.get());
    }
    return chain.count();
  }

  private static void check(
      CustodyChain chain, long position, String recording, String leaf, byte[] bytes)
      throws EvidenceException {
    CustodyEntry entry = chain.add(bytes);
    if (position != entry.index()
        || !recording.equals(entry.recording().hex())
        || !leaf.equals(CustodyLeaf.hash(bytes).hex())) {
      throw broken("entry " + entry.index() + ": position, recording or leaf hash is another");
    }
  }

  private static EvidenceException broken(String what) {
    return new EvidenceException(ErrorCode.CUSTODY_CHAIN_BROKEN, what);
  }

  /**
   * Writes the log as JSON Lines (C-5): the entries' exact bytes, whether or not they are sound.
   */
  static void print(Connection db, OutputStream out) throws SQLException, IOException {
    read(
        db,
        (_, _, _, entry) -> {
          out.write(entry);
          out.write('\n');
        });
  }

  private static void read(Connection db, Rows taker) throws SQLException, IOException {
    try (PreparedStatement statement =
            db.prepareStatement(
                "SELECT position, recording, leaf, entry FROM custody ORDER BY position");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        taker.take(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getBytes(4));
      }
    }
  }
}
