package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.HealthListener.MetricChange;
import org.dockwarden.fleet.history.HistoryRecorder;
import org.dockwarden.fleet.history.HistoryRow;
import org.dockwarden.fleet.query.HistoryEntry;
import org.dockwarden.fleet.query.HistoryQueries;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.query.Series;

/** The history in one file, within a bound of bytes and days: the oldest goes first. */
public final class SqliteHistory implements HistoryQueries, AutoCloseable {
  /** About 100 MB of memory when the disk does not take anything. */
  static final int MAX_WAITING = 100_000;

  private static final long BUCKET_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Rows between two looks at the bounds; also how many go at once. */
  private static final int PRUNE_ROWS = 20_000;

  private final Database database;
  private final Batches<HistoryRow> rows;
  private final long maxBytes;
  private final Duration maxAge;
  private final InstantSource clock;
  private final Map<DockKey, Long> docks = new HashMap<>();
  private final Map<String, Long> metrics = new HashMap<>();
  private int sincePruned = PRUNE_ROWS;

  private SqliteHistory(Database database, long maxBytes, Duration maxAge, InstantSource clock) {
    this.database = database;
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.clock = clock;
    this.rows = new Batches<>("history", MAX_WAITING, this::write);
  }

  public static SqliteHistory open(Path file, long maxBytes, Duration maxAge, InstantSource clock)
      throws IOException {
    Database database = Database.open(file, List.of("history-0001-start.sql"));
    return new SqliteHistory(database, maxBytes, maxAge, clock);
  }

  /** Takes a row to be written; never waits. */
  public void add(HistoryRow row) {
    rows.add(row);
  }

  @Override
  public int waiting() {
    return rows.waiting();
  }

  @Override
  public long lost() {
    return rows.lost();
  }

  @Override
  public String problem() {
    return rows.problem();
  }

  private void write(List<HistoryRow> group) throws IOException {
    try {
      database.write(
          tx -> {
            for (HistoryRow row : group) {
              insert(tx, row);
            }
            return group.size();
          });
    } catch (IOException e) {
      docks.clear(); // ids of a transaction that never was
      metrics.clear();
      throw e;
    }
    sincePruned += group.size();
    if (sincePruned >= PRUNE_ROWS) {
      sincePruned = 0;
      database.write(this::prune);
    }
  }

  private void insert(Connection tx, HistoryRow row) throws SQLException {
    MetricChange change = row.change();
    long dock = dockId(tx, row.dock());
    int isNew =
        Sql.update(
            tx,
            "INSERT INTO changes (dock, bay, metric, said_at, at, arrived_at, historical, value)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            dock,
            row.bay(),
            metricId(tx, change.name()),
            change.saidAt(),
            change.at().toEpochMilli(),
            change.arrivedAt().toEpochMilli(),
            change.isHistorical() ? 1 : 0,
            change.metric().text());
    if (isNew > 0 && row.series().isPresent() && row.number().isPresent()) {
      chart(tx, dock, row, row.series().get(), row.number().getAsLong());
    }
  }

  private static void chart(Connection tx, long dock, HistoryRow row, String kind, long number)
      throws SQLException {
    long at = row.change().at().toEpochMilli();
    Sql.update(
        tx,
        "INSERT INTO series VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6)"
            + " ON CONFLICT DO UPDATE SET least = min(least, excluded.last),"
            + " most = max(most, excluded.last),"
            + " last = CASE WHEN excluded.last_at >= last_at THEN excluded.last ELSE last END,"
            + " last_at = max(last_at, excluded.last_at)",
        dock,
        row.bay(),
        kind,
        at - Math.floorMod(at, BUCKET_MILLIS),
        at,
        number);
  }

  private long dockId(Connection tx, DockKey key) throws SQLException {
    Long known = docks.get(key);
    if (known != null) {
      return known;
    }
    String sql = "INSERT INTO docks (dock_group, dock) VALUES (?, ?) ON CONFLICT DO NOTHING";
    Sql.update(tx, sql, key.group(), key.dock());
    long id = dockIdOf(tx, key);
    docks.put(key, id);
    return id;
  }

  private static long dockIdOf(Connection connection, DockKey key) throws SQLException {
    String sql = "SELECT id FROM docks WHERE dock_group = ? AND dock = ?";
    return Sql.number(connection, sql, key.group(), key.dock());
  }

  private long metricId(Connection tx, String name) throws SQLException {
    Long known = metrics.get(name);
    if (known != null) {
      return known;
    }
    Sql.update(tx, "INSERT INTO metrics (name) VALUES (?) ON CONFLICT DO NOTHING", name);
    long id = Sql.number(tx, "SELECT id FROM metrics WHERE name = ?", name);
    if (metrics.size() < 4096) { // names are the docks' choice
      metrics.put(name, id);
    }
    return id;
  }

  private int prune(Connection tx) throws SQLException {
    long oldest = clock.instant().minus(maxAge).toEpochMilli();
    int gone =
        Sql.update(
            tx,
            "DELETE FROM changes WHERE id IN (SELECT id FROM changes ORDER BY id LIMIT ?)"
                + " AND arrived_at < ?",
            PRUNE_ROWS,
            oldest);
    gone += Sql.update(tx, "DELETE FROM series WHERE bucket < ?", oldest);
    if (used(tx) > maxBytes) {
      gone +=
          Sql.update(
              tx,
              "DELETE FROM changes WHERE id IN (SELECT id FROM changes ORDER BY id LIMIT ?)",
              2 * PRUNE_ROWS);
    }
    if (used(tx) > maxBytes) {
      gone +=
          Sql.update(
              tx,
              "DELETE FROM series WHERE bucket < (SELECT min(bucket) FROM series) + ?",
              Duration.ofDays(1).toMillis());
    }
    try (Statement statement = tx.createStatement()) {
      statement.execute("PRAGMA incremental_vacuum(10000)");
    }
    return gone;
  }

  private static long used(Connection connection) throws SQLException {
    long pages =
        Sql.number(connection, "PRAGMA page_count")
            - Sql.number(connection, "PRAGMA freelist_count");
    return pages * Sql.number(connection, "PRAGMA page_size");
  }

  @Override
  public long bytes() throws IOException {
    return database.read(SqliteHistory::used);
  }

  @Override
  public Page<HistoryEntry> history(
      DockKey dock, Optional<String> bay, Optional<String> metric, Page.Request page)
      throws IOException {
    String from =
        " FROM changes c JOIN metrics m ON m.id = c.metric WHERE c.dock = ?1"
            + " AND (?2 = '*' OR c.bay = ?2) AND (?3 = '' OR m.name = ?3)";
    String place = bay.orElse("*");
    String name = metric.orElse("");
    return database.read(
        connection -> {
          long id = dockIdOf(connection, dock);
          long total = Sql.number(connection, "SELECT count(*)" + from, id, place, name);
          List<HistoryEntry> entries =
              Sql.list(
                  connection,
                  "SELECT c.*, m.name" + from + " ORDER BY c.at DESC, c.id DESC LIMIT ?4 OFFSET ?5",
                  SqliteHistory::entry,
                  id,
                  place,
                  name,
                  page.limit(),
                  page.offset());
          return new Page<>(entries, page.offset(), total);
        });
  }

  private static HistoryEntry entry(ResultSet row) throws SQLException {
    String bay = row.getString("bay");
    return new HistoryEntry(
        row.getLong("id"),
        bay.isEmpty() ? Optional.empty() : Optional.of(bay),
        row.getString("name"),
        row.getString("value"),
        Instant.ofEpochMilli(row.getLong("at")),
        Instant.ofEpochMilli(row.getLong("arrived_at")),
        row.getInt("historical") == 1,
        row.getLong("said_at") != row.getLong("at"));
  }

  @Override
  public Series<Series.BacklogPoint> backlog(DockKey dock, Instant from, Instant to, int points)
      throws IOException {
    record Sum(long at, long files, long bytes) {}
    long step = step(from, to, points);
    List<Sum> sums =
        database.read(
            connection ->
                Sql.list(
                    connection,
                    "SELECT bucket / ?5 * ?5 AS slot,"
                        + " max(CASE WHEN kind = 'files' THEN most ELSE 0 END),"
                        + " max(CASE WHEN kind = 'bytes' THEN most ELSE 0 END)"
                        + " FROM series WHERE dock = ?1 AND bay = '' AND kind IN (?2, ?6)"
                        + " AND bucket >= ?3 AND bucket < ?4 GROUP BY slot ORDER BY slot",
                    row -> new Sum(row.getLong(1), row.getLong(2), row.getLong(3)),
                    dockIdOf(connection, dock),
                    HistoryRecorder.FILES,
                    from.toEpochMilli(),
                    to.toEpochMilli(),
                    step,
                    HistoryRecorder.BYTES));
    return new Series<>(
        from,
        to,
        sums.stream()
            .map(it -> new Series.BacklogPoint(Instant.ofEpochMilli(it.at), it.files, it.bytes))
            .toList());
  }

  @Override
  public Series<Series.ChargePoint> charge(
      DockKey dock, String bay, Instant from, Instant to, int points) throws IOException {
    long step = step(from, to, points);
    List<Series.ChargePoint> found =
        database.read(
            connection ->
                Sql.list(
                    connection,
                    "SELECT g.slot, s.last, g.least, g.most FROM"
                        + " (SELECT bucket / ?5 * ?5 AS slot, max(bucket) AS newest,"
                        + " min(least) AS least, max(most) AS most FROM series"
                        + " WHERE dock = ?1 AND bay = ?2 AND kind = 'charge'"
                        + " AND bucket >= ?3 AND bucket < ?4 GROUP BY slot) g"
                        + " JOIN series s ON s.dock = ?1 AND s.bay = ?2 AND s.kind = 'charge'"
                        + " AND s.bucket = g.newest ORDER BY g.slot",
                    row ->
                        new Series.ChargePoint(
                            Instant.ofEpochMilli(row.getLong(1)),
                            row.getInt(2),
                            row.getInt(3),
                            row.getInt(4)),
                    dockIdOf(connection, dock),
                    bay,
                    from.toEpochMilli(),
                    to.toEpochMilli(),
                    step));
    return new Series<>(from, to, found);
  }

  private static long step(Instant from, Instant to, int points) {
    long length = Math.max(1, Duration.between(from, to).toMillis());
    long wanted = Math.ceilDiv(length, (long) Math.max(1, points));
    return Math.ceilDiv(wanted, BUCKET_MILLIS) * BUCKET_MILLIS;
  }

  /** A limit of pages below that of the disk, so that a test can fill it. */
  void limitPages(long pages) throws IOException {
    database.write(tx -> Sql.number(tx, "PRAGMA max_page_count = " + pages));
  }

  @Override
  public void close() throws IOException {
    rows.close();
    database.close();
  }
}
