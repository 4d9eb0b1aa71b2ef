package org.dockwarden.fleet.sqlite;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.CameraStep;
import org.dockwarden.fleet.inventory.Csv;
import org.dockwarden.fleet.inventory.SiteNames;
import org.dockwarden.fleet.inventory.StockChange;
import org.dockwarden.fleet.inventory.StockCsv;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.query.CameraFilter;
import org.dockwarden.fleet.query.CameraLife;
import org.dockwarden.fleet.query.CameraQueries;
import org.dockwarden.fleet.query.CameraSummary;
import org.dockwarden.fleet.query.FirmwareCount;
import org.dockwarden.fleet.query.LateFootage;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.query.SearchHit;

/** The inventory in one file. */
public final class SqliteInventory implements CameraQueries, StockRegister, AutoCloseable {
  private static final int MAX_WAITING = 200_000;
  private static final int MAX_STOCK_CHANGES = 100;

  private static final String COLUMNS =
      "SELECT c.*, CASE WHEN c.cycles >= ?1 AND c.stock IN ('in-use', 'spare') THEN 1 +"
          + " (SELECT count(*) FROM cameras w WHERE w.cycles > c.cycles"
          + " AND w.stock IN ('in-use', 'spare')) END AS swap_rank ";

  private static final String FILTER =
      "FROM cameras c WHERE (?2 = '' OR instr(lower(c.serial), ?2) > 0"
          + " OR instr(lower(c.model), ?2) > 0)"
          + " AND (?3 = '' OR c.stock = ?3) AND (?4 = '' OR c.model = ?4)"
          + " AND (?5 = '*' OR c.firmware = ?5) AND (?6 = '*' OR c.force = ?6)"
          + " AND (?7 = '*' OR c.site = ?7)"
          + " AND (?8 < 0 OR (c.docked = 0 AND coalesce(c.last_docked_at, 0) < ?8))"
          + " AND (?9 = 0 OR (c.cycles >= ?1 AND c.stock IN ('in-use', 'spare')))";

  private final Database database;
  private final Batches<CameraStep> steps;
  private final CameraRows rows;
  private final int swapCycles;
  private final InstantSource clock;

  private SqliteInventory(Database database, SiteNames sites, int swapCycles, InstantSource clock) {
    this.database = database;
    this.rows = new CameraRows(sites);
    this.swapCycles = swapCycles;
    this.clock = clock;
    this.steps = new Batches<>("inventory", MAX_WAITING, this::write);
  }

  /**
   * Opens or makes the file.
   *
   * @param swapCycles whole charges from which on a battery is to be swapped
   */
  public static SqliteInventory open(
      Path file, SiteNames sites, int swapCycles, InstantSource clock) throws IOException {
    Database database = Database.open(file, List.of("inventory-0001-start.sql"));
    return new SqliteInventory(database, sites, swapCycles, clock);
  }

  /** Takes what was seen of a camera, to be written; never waits. */
  public void add(CameraStep step) {
    steps.add(step);
  }

  private void write(List<CameraStep> group) throws IOException {
    database.write(
        tx -> {
          for (CameraStep step : group) {
            rows.write(tx, step);
          }
          return group.size();
        });
  }

  @Override
  public String problem() {
    long lost = steps.lost();
    return lost == 0 ? steps.problem() : steps.problem() + " " + lost + " sightings lost";
  }

  @Override
  public Page<CameraSummary> cameras(CameraFilter filter, Page.Request page) throws IOException {
    Object[] values = values(filter, page);
    String order =
        switch (filter.order()) {
          case SERIAL -> " ORDER BY c.serial, c.id";
          case LAST_DOCKED -> " ORDER BY coalesce(c.last_docked_at, 0), c.serial, c.id";
          case WEAR -> " ORDER BY coalesce(c.cycles, 0) DESC, c.serial, c.id";
        };
    return database.read(
        connection -> {
          long total =
              Sql.number(
                  connection,
                  "SELECT count(*) " + FILTER + " AND ?10 >= 0 AND ?11 >= 0", // all are bound
                  values);
          List<CameraSummary> cameras =
              Sql.list(
                  connection,
                  COLUMNS + FILTER + order + " LIMIT ?10 OFFSET ?11",
                  SqliteInventory::summary,
                  values);
          return new Page<>(cameras, page.offset(), total);
        });
  }

  private Object[] values(CameraFilter filter, Page.Request page) {
    long before =
        filter.notDockedFor().map(it -> clock.instant().minus(it).toEpochMilli()).orElse(-1L);
    return new Object[] {
      swapCycles,
      filter.text().map(it -> it.toLowerCase(Locale.ROOT)).orElse(""),
      filter.stock().map(StockState::text).orElse(""),
      filter.model().orElse(""),
      filter.firmware().orElse("*"),
      filter.force().orElse("*"),
      filter.site().orElse("*"),
      before,
      filter.toSwap() ? 1 : 0,
      page.limit(),
      page.offset()
    };
  }

  private static CameraSummary summary(ResultSet row) throws SQLException {
    Optional<CameraSummary.Place> place =
        row.getString("dock") == null
            ? Optional.empty()
            : Optional.of(
                new CameraSummary.Place(
                    new DockKey(row.getString("dock_group"), row.getString("dock")),
                    row.getString("force"),
                    row.getString("site"),
                    row.getString("bay"),
                    row.getInt("docked") == 1));
    return new CameraSummary(
        row.getString("id"),
        row.getString("serial"),
        row.getString("model"),
        row.getString("firmware"),
        place,
        Optional.empty(), // no metric says who has it
        Instant.ofEpochMilli(row.getLong("first_seen_at")),
        instant(row, "last_docked_at"),
        number(row, "charge"),
        number(row, "cycles"),
        OptionalInt.empty(), // no metric says how much of its capacity is left
        number(row, "swap_rank"),
        StockState.parse(row.getString("stock")).orElse(StockState.IN_USE));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static OptionalInt number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }

  @Override
  public Optional<CameraLife> camera(String camera, Page.Request page) throws IOException {
    return database.read(
        connection -> {
          Optional<CameraSummary> summary =
              Sql.first(
                  connection,
                  COLUMNS + "FROM cameras c WHERE c.id = ?2",
                  SqliteInventory::summary,
                  swapCycles,
                  camera);
          return summary.isEmpty()
              ? Optional.empty()
              : Optional.of(life(connection, summary.get(), page));
        });
  }

  private static CameraLife life(Connection connection, CameraSummary camera, Page.Request page)
      throws SQLException {
    List<CameraLife.Event> events =
        Sql.list(
            connection,
            "SELECT * FROM camera_events WHERE camera = ?"
                + " ORDER BY at DESC, id DESC LIMIT ? OFFSET ?",
            SqliteInventory::event,
            camera.camera(),
            page.limit(),
            page.offset());
    long total =
        Sql.number(
            connection, "SELECT count(*) FROM camera_events WHERE camera = ?", camera.camera());
    List<StockChange> stock =
        Sql.list(
            connection,
            "SELECT * FROM stock_changes WHERE camera = ? ORDER BY id DESC LIMIT ?",
            SqliteInventory::stockChange,
            camera.camera(),
            MAX_STOCK_CHANGES);
    return new CameraLife(camera, new Page<>(events, page.offset(), total), stock);
  }

  private static CameraLife.Event event(ResultSet row) throws SQLException {
    return new CameraLife.Event(
        Instant.ofEpochMilli(row.getLong("at")),
        CameraLife.Event.Kind.valueOf(row.getString("kind")),
        Optional.of(new DockKey(row.getString("dock_group"), row.getString("dock")))
            .filter(key -> !key.dock().isEmpty()),
        Optional.of(row.getString("bay")).filter(bay -> !bay.isEmpty()),
        row.getString("detail"),
        row.getInt("historical") == 1);
  }

  private static StockChange stockChange(ResultSet row) throws SQLException {
    return new StockChange(
        row.getString("camera"),
        Instant.ofEpochMilli(row.getLong("at")),
        StockState.parse(row.getString("before")).orElse(StockState.IN_USE),
        StockState.parse(row.getString("after")).orElse(StockState.IN_USE),
        row.getString("reason"),
        row.getString("who"));
  }

  @Override
  public List<FirmwareCount> firmware() throws IOException {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT model, firmware, count(*) AS n FROM cameras"
                    + " WHERE stock NOT IN ('lost', 'retired')"
                    + " GROUP BY model, firmware ORDER BY model, n DESC, firmware",
                row -> new FirmwareCount(row.getString(1), row.getString(2), row.getLong(3))));
  }

  /** No metric tells when footage was recorded, so that nothing can be called late yet. */
  @Override
  public Page<LateFootage> late(Page.Request page) {
    return new Page<>(List.of(), page.offset(), 0);
  }

  @Override
  public List<SearchHit> search(String text, int limit) throws IOException {
    return database.read(
        connection ->
            Sql.list(
                connection,
                "SELECT id, serial, model FROM cameras WHERE instr(lower(serial), ?) > 0"
                    + " ORDER BY length(serial), serial LIMIT ?",
                row ->
                    new SearchHit(
                        SearchHit.Kind.CAMERA,
                        row.getString(1),
                        (row.getString(2) + " " + row.getString(3)).strip()),
                text.toLowerCase(Locale.ROOT),
                limit));
  }

  @Override
  public Counts counts(Instant dockedBefore, Instant lateSince) throws IOException {
    return database.read(
        connection ->
            new Counts(
                Sql.number(
                    connection,
                    "SELECT count(*) FROM cameras WHERE stock NOT IN ('lost', 'retired')"),
                Sql.number(
                    connection,
                    "SELECT count(*) FROM cameras WHERE stock = 'in-use' AND docked = 0"
                        + " AND coalesce(last_docked_at, first_seen_at) < ?",
                    dockedBefore.toEpochMilli()),
                0));
  }

  @Override
  public void writeCsv(OutputStream out) throws IOException {
    List<String> header =
        List.of(
            "camera",
            "serial",
            "model",
            "firmware",
            "force",
            "site",
            "dock",
            "bay",
            "docked",
            "lastDockedAt",
            "chargePercent",
            "cycles",
            "swapRank",
            "stock");
    out.write(Csv.line(header).getBytes(StandardCharsets.UTF_8));
    for (int offset = 0; ; offset += Page.Request.MAX_LIMIT) {
      Page.Request request = new Page.Request(offset, Page.Request.MAX_LIMIT);
      Page<CameraSummary> page = cameras(CameraFilter.ALL, request);
      for (CameraSummary camera : page.items()) {
        out.write(Csv.line(fields(camera)).getBytes(StandardCharsets.UTF_8));
      }
      if (page.items().size() < Page.Request.MAX_LIMIT) {
        return;
      }
    }
  }

  private static List<String> fields(CameraSummary camera) {
    Optional<CameraSummary.Place> place = camera.place();
    List<String> fields = new ArrayList<>();
    fields.addAll(List.of(camera.camera(), camera.serial(), camera.model(), camera.firmware()));
    fields.add(place.map(CameraSummary.Place::force).orElse(""));
    fields.add(place.map(CameraSummary.Place::site).orElse(""));
    fields.add(place.map(it -> it.dock().dock()).orElse(""));
    fields.add(place.map(CameraSummary.Place::bay).orElse(""));
    fields.add(Boolean.toString(place.map(CameraSummary.Place::docked).orElse(false)));
    fields.add(camera.lastDockedAt().map(Instant::toString).orElse(""));
    fields.add(text(camera.chargePercent()));
    fields.add(text(camera.chargeCycles()));
    fields.add(text(camera.swapRank()));
    fields.add(camera.stock().text());
    return fields;
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  @Override
  public Outcome set(String camera, StockState state, String reason, String by) throws IOException {
    if (!StockCsv.isReason(reason)) {
      throw new IllegalArgumentException(
          "reason: (expected: 1 to " + StockChange.MAX_REASON + " printable characters)");
    }
    return database.write(tx -> setStock(tx, camera, state, reason, by));
  }

  private Outcome setStock(Connection tx, String camera, StockState state, String reason, String by)
      throws SQLException {
    Optional<String> before =
        Sql.first(tx, "SELECT stock FROM cameras WHERE id = ?", row -> row.getString(1), camera);
    if (before.isEmpty()) {
      return Outcome.UNKNOWN_CAMERA;
    }
    if (before.get().equals(state.text())) {
      return Outcome.SAME;
    }
    Sql.update(tx, "UPDATE cameras SET stock = ? WHERE id = ?", state.text(), camera);
    Sql.update(
        tx,
        "INSERT INTO stock_changes (camera, at, before, after, reason, who)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        camera,
        clock.millis(),
        before.get(),
        state.text(),
        reason,
        by);
    return Outcome.CHANGED;
  }

  @Override
  public Import importCsv(byte[] csv, String by) throws IOException {
    StockCsv.Outcome file = StockCsv.read(csv);
    if (!file.problems().isEmpty()) {
      return new Import(0, 0, file.problems());
    }
    return database.write(
        tx -> {
          int changed = 0;
          int added = 0;
          for (StockCsv.Line line : file.lines()) {
            String serial = line.camera().split(":", 3)[2];
            String known = "SELECT count(*) FROM cameras WHERE id = ?";
            if (Sql.number(tx, known, line.camera()) == 0) {
              CameraRows.insert(tx, line.camera(), serial, clock.instant(), Optional.empty());
              added++;
            }
            Outcome outcome = setStock(tx, line.camera(), line.stock(), line.reason(), by);
            changed += outcome == Outcome.CHANGED ? 1 : 0;
          }
          return new Import(changed, added, List.of());
        });
  }

  @Override
  public void close() throws IOException {
    steps.close();
    database.close();
  }
}
