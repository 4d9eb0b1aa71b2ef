package org.dockwarden.fleet.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.query.Backlog;
import org.dockwarden.fleet.query.CameraFilter;
import org.dockwarden.fleet.query.CameraLife;
import org.dockwarden.fleet.query.CameraSummary;
import org.dockwarden.fleet.query.DockDetail;
import org.dockwarden.fleet.query.DockFilter;
import org.dockwarden.fleet.query.DockSummary;
import org.dockwarden.fleet.query.FirmwareCount;
import org.dockwarden.fleet.query.FleetQueries;
import org.dockwarden.fleet.query.FleetSummary;
import org.dockwarden.fleet.query.HistoryEntry;
import org.dockwarden.fleet.query.LateFootage;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.query.SearchHit;
import org.dockwarden.fleet.query.Series;
import org.dockwarden.fleet.query.ServiceHealth;
import org.dockwarden.fleet.query.SiteSummary;
import org.dockwarden.fleet.web.desk.AlertDesk;
import org.dockwarden.fleet.web.desk.CommandDesk;

/** A fleet without docks, which notes every change that it is asked for. */
final class QuietFleet implements FleetQueries, StockRegister, AlertDesk, CommandDesk {
  private static final Instant AT = Instant.parse("2026-11-28T09:00:00Z");

  /** What was asked for, in order. */
  final List<String> changes = Collections.synchronizedList(new ArrayList<>());

  @Override
  public FleetSummary fleet() {
    return new FleetSummary(AT, 0, 0, 0, new TreeMap<>(), 0, 0, 0, Backlog.NONE, 0, 0, List.of());
  }

  @Override
  public List<SiteSummary> sites() {
    return List.of();
  }

  @Override
  public Page<DockSummary> docks(DockFilter filter, Page.Request page) {
    return Page.of(List.of(), page);
  }

  @Override
  public Optional<DockDetail> dock(DockKey dock) {
    return Optional.empty();
  }

  @Override
  public long revision() {
    return 1;
  }

  @Override
  public long awaitChange(long revision, Duration patience) {
    return 1;
  }

  @Override
  public List<DockSummary> changedSince(long revision, int limit) {
    return List.of();
  }

  @Override
  public ServiceHealth health() {
    return new ServiceHealth(new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0, 0, List.of());
  }

  @Override
  public Page<CameraSummary> cameras(CameraFilter filter, Page.Request page) {
    return Page.of(List.of(), page);
  }

  @Override
  public Optional<CameraLife> camera(String camera, Page.Request events) {
    return Optional.empty();
  }

  @Override
  public List<FirmwareCount> firmware() {
    return List.of();
  }

  @Override
  public Page<LateFootage> late(Page.Request page) {
    return Page.of(List.of(), page);
  }

  @Override
  public Page<HistoryEntry> history(
      DockKey dock, Optional<String> bay, Optional<String> metric, Page.Request page) {
    return Page.of(List.of(), page);
  }

  @Override
  public Series<Series.BacklogPoint> backlog(DockKey dock, Instant from, Instant to, int points) {
    return new Series<>(from, to, List.of());
  }

  @Override
  public Series<Series.ChargePoint> charge(
      DockKey dock, String bay, Instant from, Instant to, int points) {
    return new Series<>(from, to, List.of());
  }

  @Override
  public List<SearchHit> search(String text, int limit) {
    return List.of();
  }

  @Override
  public void writeCsv(OutputStream out) throws IOException {
    out.write("camera,stock,reason\n".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Outcome set(String camera, StockState state, String reason, String by) {
    changes.add("stock " + camera + " by " + by);
    return Outcome.CHANGED;
  }

  @Override
  public Import importCsv(byte[] csv, String by) {
    changes.add("import by " + by);
    return new Import(0, 0, List.of());
  }

  @Override
  public List<AlertLine> open() {
    return List.of();
  }

  @Override
  public List<AlertLine> closed(int limit) {
    return List.of();
  }

  @Override
  public boolean acknowledge(String id, String note, String who) {
    changes.add("acknowledge " + id + " by " + who);
    return true;
  }

  @Override
  public boolean silence(String id, Duration time, String reason, String who) {
    changes.add("silence " + id + " by " + who);
    return true;
  }

  @Override
  public Sending send(Command command) {
    changes.add("command " + command.name().code() + " by " + command.by());
    return new Sending.Sent("c-1");
  }

  @Override
  public List<Line> lines(Optional<DockKey> dock, int limit) {
    return List.of();
  }
}
