package org.dockwarden.gateway.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.receipt.Receipt.CustodyReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index in one SQLite file. Opening locks it against a second gateway, checks it, and brings
 * its schema up to date; a corrupt one is refused and left exactly as it is.
 */
public final class SqliteIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteIndex.class);

  /** In order; the number of applied ones is the file's user_version. Only ever appended to. */
  private static final List<String> MIGRATIONS =
      List.of(
          "0001-start.sql",
          "0002-acknowledged-quarantine.sql",
          "0003-custody-checked.sql",
          "0004-attribution.sql");

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final FileChannel lockFile;
  private final SqliteWriter writer;
  private final SqliteReaders readers;
  private final SqliteUploads uploads;
  private final SqliteRecordings recordings;
  private final SqliteDeliveries deliveries;
  private final SqliteAttributions attributions;

  private SqliteIndex(
      FileChannel lockFile,
      SqliteWriter writer,
      SqliteReaders readers,
      CustodyLog log,
      InstantSource clock) {
    this.lockFile = lockFile;
    this.writer = writer;
    this.readers = readers;
    this.uploads = new SqliteUploads(writer, readers);
    this.recordings = new SqliteRecordings(writer, readers, log, clock);
    this.deliveries = new SqliteDeliveries(writer, readers, log);
    this.attributions = new SqliteAttributions(writer, readers, log, clock);
  }

  /** Opens or makes the index. */
  public static SqliteIndex open(Path file, String gateway, InstantSource clock)
      throws IOException {
    FileChannel lockFile = lock(file);
    Connection connection = null;
    try {
      connection = connect(file);
      prepare(connection, file);
      checkAtStart(connection, file);
      SqliteReaders readers = new SqliteReaders(() -> reader(file));
      CustodyLog log = new CustodyLog(gateway, clock);
      return new SqliteIndex(lockFile, new SqliteWriter(connection), readers, log, clock);
    } catch (SQLException e) {
      release(lockFile, connection);
      throw unusable(file, e);
    } catch (IOException | RuntimeException e) {
      release(lockFile, connection);
      throw e;
    }
  }

  /** Uploads. */
  public UploadIndex uploads() {
    return uploads;
  }

  /** Commits, recordings, receipts, custody. */
  public RecordingIndex recordings() {
    return recordings;
  }

  /** Deliveries. */
  public DeliveryIndex deliveries() {
    return deliveries;
  }

  /** Assignment events, attributions, officers. */
  public AttributionIndex attributions() {
    return attributions;
  }

  /**
   * Writes the custody log as JSON Lines, then checks it from its first entry. The index may be in
   * use.
   */
  public static void printCustody(Path file, OutputStream out) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + ": missing (expected: an index)");
    }
    try (Connection connection = reader(file)) {
      CustodyTable.print(connection, out);
      out.flush();
      CustodyTable.check(connection, Optional.empty());
    } catch (EvidenceException e) {
      throw brokenCustody(file, e);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /** A connection that writes beside a gateway, to an index that is there and of this version. */
  static Connection beside(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(file + ": missing (expected: an index)");
    }
    try {
      Connection connection = connect(file);
      try (Statement statement = connection.createStatement()) {
        setUp(statement);
        checkVersion(connection, file);
        return connection;
      } catch (SQLException | IOException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  private static void checkVersion(Connection connection, Path file)
      throws SQLException, IOException {
    long version = Sql.number(connection, "PRAGMA user_version");
    if (version != MIGRATIONS.size()) {
      throw new EvidenceException(
          ErrorCode.CONFIGURATION_INVALID,
          file
              + ": version "
              + version
              + " (expected: "
              + MIGRATIONS.size()
              + "; start the gateway of this version first)");
    }
  }

  /**
   * Holds the custody log against itself, from where the last such check ended to its end; {@code
   * custody-chain-broken} where it is not what was appended.
   */
  public void checkCustody() throws IOException {
    Optional<CustodyReference> head = readers.read(CustodyTable::checkRest);
    if (head.isPresent()) {
      writer.write(tx -> CustodyTable.setChecked(tx, head.get()));
    }
  }

  private static void checkAtStart(Connection connection, Path file)
      throws SQLException, IOException {
    Optional<CustodyReference> before = CustodyTable.checked(connection);
    Optional<CustodyReference> head;
    try {
      head = CustodyTable.check(connection, before);
    } catch (EvidenceException e) {
      throw brokenCustody(file, e);
    }
    if (head.isPresent()) {
      CustodyTable.setChecked(connection, head.get());
    }
    LOG.info(
        "index {}: custody log of {} entries is sound, {} of them checked before",
        file,
        head.map(CustodyReference::index).orElse(-1L) + 1,
        before.map(CustodyReference::index).orElse(-1L) + 1);
  }

  private static EvidenceException brokenCustody(Path file, EvidenceException cause) {
    return new EvidenceException(
        cause.code(),
        file
            + ": custody log: "
            + cause.getMessage()
            + ". The gateway does not start with it and has changed nothing: somebody or a fault"
            + " has altered the log. Keep a copy of the file and of its -wal file, print the log"
            + " with 'dockwarden gateway custody-log', compare it with earlier exports, the bags"
            + " and the receipts, then restore the last sound backup.",
        cause);
  }

  private static FileChannel lock(Path file) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held == null) {
        throw new IOException(file + ": in use by another gateway");
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static Connection reader(Path file) throws SQLException {
    Connection connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
      statement.execute("PRAGMA query_only = ON");
    }
    return connection;
  }

  private static void prepare(Connection connection, Path file) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      setUp(statement);
      statement.execute("PRAGMA journal_mode = WAL");
      List<String> faults = Sql.list(connection, "PRAGMA quick_check(3)", row -> row.getString(1));
      if (!faults.equals(List.of("ok"))) {
        throw corrupt(file, String.join("; ", faults), null);
      }
      migrate(connection, statement, file);
    }
  }

  /** What holds for every connection that writes. */
  private static void setUp(Statement statement) throws SQLException {
    statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
    statement.execute("PRAGMA synchronous = FULL");
    statement.execute("PRAGMA foreign_keys = ON");
  }

  private static void migrate(Connection connection, Statement statement, Path file)
      throws SQLException, IOException {
    int applied = (int) Sql.number(connection, "PRAGMA user_version");
    if (applied > MIGRATIONS.size()) {
      throw new EvidenceException(
          ErrorCode.CONFIGURATION_INVALID,
          file
              + ": version "
              + applied
              + " (expected: <= "
              + MIGRATIONS.size()
              + "; it was written by a newer gateway)");
    }
    for (int next = applied; next < MIGRATIONS.size(); next++) {
      LOG.info("index {}: applying {}", file, MIGRATIONS.get(next));
      statement.execute("BEGIN IMMEDIATE");
      statement.executeUpdate(script(MIGRATIONS.get(next)));
      statement.execute("PRAGMA user_version = " + (next + 1));
      statement.execute("COMMIT");
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream in = SqliteIndex.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static IOException unusable(Path file, SQLException cause) {
    boolean corrupt =
        String.valueOf(cause.getMessage()).contains("malformed")
            || String.valueOf(cause.getMessage()).contains("not a database");
    return corrupt
        ? corrupt(file, String.valueOf(cause.getMessage()), cause)
        : SqliteFailure.of(cause);
  }

  private static EvidenceException corrupt(Path file, String faults, @Nullable Throwable cause) {
    return new EvidenceException(
        ErrorCode.INDEX_CORRUPT,
        file
            + ": "
            + faults
            + ". The gateway does not start with it and has changed nothing. Keep a copy of it and"
            + " of its -wal file, then restore the last backup, or recover into a new file with:"
            + " sqlite3 OLD .recover | sqlite3 NEW. Docks send again what the restored index does"
            + " not know.",
        cause);
  }

  private static void release(FileChannel lockFile, @Nullable Connection connection)
      throws IOException {
    try (lockFile) {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.info("index: closing after a failed start: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      readers.close();
      writer.close();
    }
  }
}
