package org.dockwarden.gateway.index;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.evidence.custody.CustodyEntry;
import org.dockwarden.evidence.custody.CustodyEvent;
import org.dockwarden.evidence.custody.CustodyJson;
import org.dockwarden.evidence.custody.CustodyLeaf;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.RecordingId;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;

/** Appends custody entries inside the transaction of the change that they record (C-1, I4). */
final class CustodyLog {
  /** Longest fact; keeps an entry far below its limit. */
  private static final int MAX_FACT_CHARACTERS = 500;

  private final String gateway;
  private final InstantSource clock;

  CustodyLog(String gateway, InstantSource clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  CustodyReference append(
      Connection connection, RecordingId recording, CustodyEvent event, Map<String, String> facts)
      throws SQLException, IOException {
    Optional<CustodyReference> last = last(connection);
    CustodyEntry entry =
        new CustodyEntry(
            last.map(CustodyReference::index).orElse(-1L) + 1,
            last.map(CustodyReference::leaf),
            recording,
            lastOf(connection, recording),
            event,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            gateway,
            bounded(facts));
    byte[] bytes = CustodyJson.encode(entry);
    Digest leaf = CustodyLeaf.hash(bytes);
    Sql.update(
        connection,
        "INSERT INTO custody (position, recording, leaf, entry) VALUES (?, ?, ?, ?)",
        entry.index(),
        recording.hex(),
        leaf.hex(),
        bytes);
    return new CustodyReference(entry.index(), leaf);
  }

  private static Optional<CustodyReference> last(Connection connection) throws SQLException {
    return Sql.first(
        connection,
        "SELECT position, leaf FROM custody ORDER BY position DESC LIMIT 1",
        row -> new CustodyReference(row.getLong(1), new Digest(row.getString(2))));
  }

  private static Optional<Digest> lastOf(Connection connection, RecordingId recording)
      throws SQLException {
    return Sql.first(
        connection,
        "SELECT leaf FROM custody WHERE recording = ? ORDER BY position DESC LIMIT 1",
        row -> new Digest(row.getString(1)),
        recording.hex());
  }

  private static SortedMap<String, String> bounded(Map<String, String> facts) {
    SortedMap<String, String> bounded = new TreeMap<>();
    facts.forEach((name, value) -> bounded.put(name, bounded(value)));
    return bounded;
  }

  /** A fact is one line of text (C-1), whatever it came from. */
  private static String bounded(String fact) {
    return fact.codePoints()
        .limit(MAX_FACT_CHARACTERS)
        .map(it -> Character.isISOControl(it) || isSurrogate(it) ? '?' : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
