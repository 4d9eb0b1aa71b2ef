package org.dockwarden.gateway.index;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.dockwarden.evidence.custody.CustodyChain;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyLeaf;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;

/** The custody log, read row by row in constant memory. */
final class CustodyTable {
  private CustodyTable() {}

  /** Takes one row. */
  private interface Rows {
    void take(long position, String recording, String leaf, byte[] entry) throws IOException;
  }

  /**
   * Holds the log against itself (C-1, C-2) and every verified recording against the log, from the
   * first entry or behind one that was checked before; returns the last entry. Throws {@code
   * custody-chain-broken} with the first entry that is not what was appended.
   */
  static Optional<CustodyReference> check(Connection db, Optional<CustodyReference> before)
      throws SQLException, IOException {
    long from = before.map(CustodyReference::index).orElse(-1L);
    if (before.isPresent()) {
      checkIsThere(db, before.get());
    }
    CustodyChain chain =
        before
            .map(it -> CustodyChain.behind(it.index(), it.leaf()))
            .orElseGet(() -> CustodyChain.following(_ -> false));
    read(
        db,
        from,
        (position, recording, leaf, entry) -> check(chain, position, recording, leaf, entry));
    checkRecordings(db, from);
    return chain.lastLeaf().map(leaf -> new CustodyReference(chain.count() - 1, leaf));
  }

  /** Everything behind the entry that was checked last. */
  static Optional<CustodyReference> checkRest(Connection db) throws SQLException, IOException {
    return check(db, checked(db));
  }

  private static void checkIsThere(Connection db, CustodyReference entry)
      throws SQLException, IOException {
    Optional<Digest> found =
        Sql.first(
            db,
            "SELECT entry FROM custody WHERE position = ?",
            row -> CustodyLeaf.hash(row.getBytes(1)),
            entry.index());
    if (!found.equals(Optional.of(entry.leaf()))) {
      throw broken("entry " + entry.index() + ": missing or another than at an earlier check");
    }
  }

  private static void checkRecordings(Connection db, long from) throws SQLException, IOException {
    Optional<String> missing =
        Sql.first(
            db,
            "SELECT r.id, r.verified_position FROM recordings r LEFT JOIN custody c"
                + " ON c.position = r.verified_position AND c.leaf = r.verified_leaf"
                + " WHERE r.verified_position > ? AND c.position IS NULL LIMIT 1",
            row -> "entry " + row.getLong(2) + ": not the one of recording " + row.getString(1),
            from);
    if (missing.isPresent()) {
      throw broken(missing.get());
    }
  }

  /** The last entry that was checked, as {@link #setChecked} has it. */
  static Optional<CustodyReference> checked(Connection db) throws SQLException {
    return Sql.first(
        db,
        "SELECT position, leaf FROM custody_checked",
        row -> new CustodyReference(row.getLong(1), new Digest(row.getString(2))));
  }

  /** Notes that everything up to this entry was checked. */
  static int setChecked(Connection tx, CustodyReference entry) throws SQLException {
    return Sql.update(
        tx,
        "INSERT INTO custody_checked (only, position, leaf) VALUES (1, ?, ?) ON CONFLICT (only) DO"
            + " UPDATE SET position = excluded.position, leaf = excluded.leaf",
        entry.index(),
        entry.leaf().hex());
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
        -1,
        (_, _, _, entry) -> {
          out.write(entry);
          out.write('\n');
        });
  }

  private static void read(Connection db, long behind, Rows taker)
      throws SQLException, IOException {
    try (PreparedStatement statement =
        db.prepareStatement(
            "SELECT position, recording, leaf, entry FROM custody WHERE position > ?"
                + " ORDER BY position")) {
      statement.setLong(1, behind);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          taker.take(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getBytes(4));
        }
      }
    }
  }
}
