package org.dockwarden.fleet.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.CameraStep;
import org.dockwarden.fleet.inventory.SiteNames;
import org.dockwarden.fleet.query.CameraLife.Event.Kind;
import org.jspecify.annotations.Nullable;

/** Writes what is seen of cameras. The same step twice is the same as once. */
final class CameraRows {
  private final SiteNames sites;

  CameraRows(SiteNames sites) {
    this.sites = sites;
  }

  void write(Connection tx, CameraStep step) throws SQLException {
    switch (step) {
      case CameraStep.Docked docked -> dock(tx, docked);
      case CameraStep.Empty empty -> leave(tx, empty, "");
      case CameraStep.Replayed replayed -> replay(tx, replayed);
    }
  }

  private void dock(Connection tx, CameraStep.Docked step) throws SQLException {
    insert(tx, step.camera(), step.serial(), step.at(), Optional.of(step));
    // The bay has this camera now, so it has no other, and no other bay has this one.
    leave(
        tx, new CameraStep.Empty(step.dock(), step.bay(), step.at(), step.charge()), step.camera());
    Optional<String> before =
        Sql.first(
            tx,
            "SELECT firmware FROM cameras WHERE id = ?",
            row -> row.getString(1),
            step.camera());
    if (step.firmware().isPresent()
        && before.isPresent()
        && !before.get().isEmpty()
        && !before.get().equals(step.firmware().get())) {
      event(tx, step.camera(), step.at(), Kind.FIRMWARE, step, step.firmware().get(), false);
    }
    SiteNames.Site site = sites.of(step.dock().group());
    Sql.update(
        tx,
        "UPDATE cameras SET serial = ?2, model = coalesce(?3, model),"
            + " firmware = coalesce(?4, firmware), charge = coalesce(?5, charge),"
            + " last_docked_at = max(coalesce(last_docked_at, 0), ?6), place_at = ?6, docked = 1,"
            + " force = ?7, site = ?8, dock_group = ?9, dock = ?10, bay = ?11 WHERE id = ?1",
        step.camera(),
        step.serial(),
        step.model().orElse(null),
        step.firmware().orElse(null),
        step.charge().isPresent() ? (Integer) step.charge().getAsInt() : null,
        step.at().toEpochMilli(),
        site.force(),
        site.site(),
        step.dock().group(),
        step.dock().dock(),
        step.bay());
    event(tx, step.camera(), step.at(), Kind.DOCKED, step, "", false);
    if (step.cycles().isPresent()) {
      count(tx, step.camera(), step.dock(), step.cycles().getAsInt());
    }
  }

  /** Each dock counts the charges that it measured; the camera's are the sum. */
  private static void count(Connection tx, String camera, DockKey dock, int cycles)
      throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO camera_cycles VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET cycles = excluded.cycles",
        camera,
        dock.group(),
        dock.dock(),
        cycles);
    Sql.update(
        tx,
        "UPDATE cameras SET cycles ="
            + " (SELECT sum(cycles) FROM camera_cycles WHERE camera = ?1) WHERE id = ?1",
        camera);
  }

  /** Whatever camera was in the bay, but for one, has left it. */
  private static void leave(Connection tx, CameraStep.Empty step, String except)
      throws SQLException {
    List<String> gone =
        Sql.list(
            tx,
            "SELECT id FROM cameras WHERE docked = 1 AND dock_group = ? AND dock = ? AND bay = ?"
                + " AND id <> ?",
            row -> row.getString(1),
            step.dock().group(),
            step.dock().dock(),
            step.bay(),
            except);
    for (String camera : gone) {
      @Nullable Integer charge = step.charge().isPresent() ? step.charge().getAsInt() : null;
      Sql.update(
          tx,
          "UPDATE cameras SET docked = 0, charge = coalesce(?, charge) WHERE id = ?",
          except.isEmpty() ? charge : null,
          camera);
      event(tx, camera, step.at(), Kind.TAKEN, step, "", false);
    }
  }

  private void replay(Connection tx, CameraStep.Replayed step) throws SQLException {
    String serial = step.camera().substring(step.camera().lastIndexOf(':') + 1);
    insert(tx, step.camera(), serial, step.at(), Optional.of(step));
    Kind kind = step.isDocked() ? Kind.DOCKED : Kind.TAKEN;
    event(tx, step.camera(), step.at(), kind, step, "", true);
    if (step.isDocked()) {
      SiteNames.Site site = sites.of(step.dock().group());
      Sql.update(
          tx,
          "UPDATE cameras SET last_docked_at = max(coalesce(last_docked_at, 0), ?2)"
              + " WHERE id = ?1",
          step.camera(),
          step.at().toEpochMilli());
      Sql.update(
          tx,
          "UPDATE cameras SET force = ?2, site = ?3, dock_group = ?4, dock = ?5, bay = ?6,"
              + " place_at = ?7 WHERE id = ?1 AND docked = 0 AND place_at < ?7",
          step.camera(),
          site.force(),
          site.site(),
          step.dock().group(),
          step.dock().dock(),
          step.bay(),
          step.at().toEpochMilli());
    }
  }

  static void insert(
      Connection tx, String camera, String serial, Instant at, Optional<CameraStep> seen)
      throws SQLException {
    int isNew =
        Sql.update(
            tx,
            "INSERT INTO cameras (id, serial, first_seen_at) VALUES (?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            camera,
            serial,
            at.toEpochMilli());
    if (isNew > 0 && seen.isPresent()) {
      event(tx, camera, at, Kind.FIRST_SEEN, seen.get(), "", false);
    }
  }

  private static void event(
      Connection tx,
      String camera,
      Instant at,
      Kind kind,
      CameraStep step,
      String detail,
      boolean isHistorical)
      throws SQLException {
    Sql.update(
        tx,
        "INSERT INTO camera_events (camera, at, kind, dock_group, dock, bay, detail, historical)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        camera,
        at.toEpochMilli(),
        kind.name(),
        step.dock().group(),
        step.dock().dock(),
        step.bay(),
        detail,
        isHistorical ? 1 : 0);
  }
}
