package org.dockwarden.system.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.StockChange;
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

/** Answers what the console asks, from {@link MadeUpDocks}; or from nothing at all. */
final class MadeUpFleet implements FleetQueries, StockRegister {
  private static final Instant NOW = MadeUpDocks.NOW;
  private static final int CAMERAS = 400;

  private final Map<DockKey, DockDetail> docks = new TreeMap<>();
  private final Map<String, StockState> stock = new ConcurrentHashMap<>();
  private final List<StockChange> changes = new ArrayList<>();
  private final AtomicLong revision = new AtomicLong();

  MadeUpFleet(boolean isEmpty) {
    if (!isEmpty) {
      MadeUpDocks.all().forEach(it -> docks.put(it.summary().key(), it));
    }
  }

  private Stream<DockSummary> summaries() {
    return docks.values().stream().map(DockDetail::summary);
  }

  @Override
  public FleetSummary fleet() {
    TreeMap<String, Integer> states = new TreeMap<>();
    summaries().forEach(it -> it.baysByState().forEach((s, n) -> states.merge(s, n, Integer::sum)));
    int online = (int) summaries().filter(DockSummary::online).count();
    boolean none = docks.isEmpty();
    return new FleetSummary(
        NOW,
        sites().size(),
        online,
        docks.size() - online,
        states,
        summaries().mapToInt(DockSummary::camerasDocked).sum(),
        none ? 0 : 7012,
        none ? 0 : 23,
        summaries().map(DockSummary::backlog).reduce(Backlog.NONE, Backlog::plus),
        none ? 0 : 118,
        0,
        none ? List.of() : List.of("broker ssl://mqtt-2:8883: not connected"));
  }

  @Override
  public List<SiteSummary> sites() {
    Map<String, List<DockSummary>> bySite = new TreeMap<>();
    summaries()
        .forEach(
            it ->
                bySite
                    .computeIfAbsent(it.force() + "/" + it.site(), _ -> new ArrayList<>())
                    .add(it));
    return bySite.values().stream().map(MadeUpFleet::site).toList();
  }

  private static SiteSummary site(List<DockSummary> docks) {
    TreeMap<String, Integer> states = new TreeMap<>();
    docks.forEach(it -> it.baysByState().forEach((s, n) -> states.merge(s, n, Integer::sum)));
    int online = (int) docks.stream().filter(DockSummary::online).count();
    return new SiteSummary(
        docks.getFirst().force(),
        docks.getFirst().site(),
        online,
        docks.size() - online,
        (int) docks.stream().filter(it -> it.online() && !it.troubles().isEmpty()).count(),
        online == 0 ? Optional.of(NOW.minus(Duration.ofMinutes(47))) : Optional.empty(),
        states,
        docks.stream().mapToInt(DockSummary::camerasDocked).sum(),
        docks.stream().map(DockSummary::backlog).reduce(Backlog.NONE, Backlog::plus));
  }

  @Override
  public Page<DockSummary> docks(DockFilter filter, Page.Request page) {
    return Page.of(
        summaries()
            .filter(it -> filter.force().map(it.force()::equals).orElse(true))
            .filter(it -> filter.site().map(it.site()::equals).orElse(true))
            .filter(it -> filter.text().map(it.key().dock()::contains).orElse(true))
            .filter(it -> !filter.onlyOffline() || !it.online())
            .filter(it -> !filter.onlyInTrouble() || !it.troubles().isEmpty())
            .toList(),
        page);
  }

  @Override
  public Optional<DockDetail> dock(DockKey dock) {
    return Optional.ofNullable(docks.get(dock));
  }

  @Override
  public long revision() {
    return revision.get();
  }

  @Override
  public long awaitChange(long known, Duration patience) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(500));
    return revision.incrementAndGet();
  }

  @Override
  public List<DockSummary> changedSince(long known, int limit) {
    return List.of();
  }

  @Override
  public ServiceHealth health() {
    return new ServiceHealth(new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0, 0, List.of());
  }

  private List<CameraSummary> cameras() {
    List<CameraSummary> cameras = new ArrayList<>();
    List<DockDetail> all = List.copyOf(docks.values());
    for (int index = 0; index < Math.min(CAMERAS, all.size()); index++) {
      DockDetail dock = all.get(index);
      boolean docked = index % 3 > 0;
      String id = MadeUpDocks.id(index, 1);
      cameras.add(
          new CameraSummary(
              id,
              MadeUpDocks.serial(index, 1),
              index % 5 == 0 ? "BodyCam 3" : "BodyCam 4",
              "4.2." + index % 4,
              Optional.of(
                  new CameraSummary.Place(
                      dock.summary().key(),
                      dock.summary().force(),
                      dock.summary().site(),
                      "bay-1",
                      docked)),
              docked ? Optional.empty() : Optional.of("officer-" + (1000 + index)),
              NOW.minus(Duration.ofDays(300)),
              Optional.of(NOW.minus(Duration.ofHours(index * 3L))),
              OptionalInt.of(40 + index % 60),
              OptionalInt.of(120 + index),
              OptionalInt.of(98 - index % 40),
              index % 40 == 39 ? OptionalInt.of(1 + index / 40) : OptionalInt.empty(),
              stock.getOrDefault(id, index % 29 == 7 ? StockState.IN_REPAIR : StockState.IN_USE)));
    }
    return cameras;
  }

  @Override
  public Page<CameraSummary> cameras(CameraFilter filter, Page.Request page) {
    Comparator<CameraSummary> order =
        switch (filter.order()) {
          case SERIAL -> Comparator.comparing(CameraSummary::serial);
          case LAST_DOCKED -> Comparator.comparing(it -> it.lastDockedAt().orElse(Instant.EPOCH));
          case WEAR -> Comparator.comparingInt(it -> it.healthPercent().orElse(100));
        };
    return Page.of(
        cameras().stream()
            .filter(
                it ->
                    filter
                        .text()
                        .map(
                            text ->
                                it.serial().contains(text) || it.holder().orElse("").contains(text))
                        .orElse(true))
            .filter(it -> filter.stock().map(it.stock()::equals).orElse(true))
            .filter(it -> filter.model().map(it.model()::equals).orElse(true))
            .filter(it -> !filter.toSwap() || it.swapRank().isPresent())
            .sorted(order)
            .toList(),
        page);
  }

  @Override
  public Optional<CameraLife> camera(String camera, Page.Request events) {
    return cameras().stream()
        .filter(it -> it.camera().equals(camera))
        .findFirst()
        .map(it -> new CameraLife(it, Page.of(events(it), events), List.copyOf(changes)));
  }

  private static List<CameraLife.Event> events(CameraSummary camera) {
    List<CameraLife.Event> events = new ArrayList<>();
    CameraSummary.Place place = camera.place().orElseThrow();
    CameraLife.Event.Kind[] kinds = CameraLife.Event.Kind.values();
    for (int index = 0; index < 12; index++) {
      CameraLife.Event.Kind kind = kinds[(kinds.length - 1 + index * 3) % kinds.length];
      String detail =
          switch (kind) {
            case HOLDER -> "officer-1042";
            case FIRMWARE -> "4.2.1";
            case FAULT -> "no-current";
            case LATE_FOOTAGE -> "31 h";
            case FIRST_SEEN, DOCKED, TAKEN -> "";
          };
      events.add(
          new CameraLife.Event(
              NOW.minus(Duration.ofHours(7L * index + 1)),
              kind,
              Optional.of(place.dock()),
              Optional.of(place.bay()),
              detail,
              index == 4));
    }
    return events;
  }

  @Override
  public List<FirmwareCount> firmware() {
    return docks.isEmpty()
        ? List.of()
        : List.of(
            new FirmwareCount("BodyCam 4", "4.2.3", 4100),
            new FirmwareCount("BodyCam 4", "4.2.2", 1350),
            new FirmwareCount("BodyCam 3", "3.9.0", 800),
            new FirmwareCount("BodyCam 3", "", 12));
  }

  @Override
  public Page<LateFootage> late(Page.Request page) {
    List<LateFootage> late = new ArrayList<>();
    docks.values().stream()
        .limit(118)
        .forEach(
            it ->
                late.add(
                    new LateFootage(
                        NOW.minus(Duration.ofHours(late.size())),
                        late.size() % 3 == 0 ? LateFootage.Step.DELIVERED : LateFootage.Step.DOCKED,
                        it.summary().key(),
                        Optional.of("bay-2"),
                        Optional.of(MadeUpDocks.id(late.size(), 2)),
                        Optional.of(NOW.minus(Duration.ofHours(late.size() + 40L))),
                        Duration.ofHours(26L + late.size() % 60))));
    return Page.of(late, page);
  }

  @Override
  public Page<HistoryEntry> history(
      DockKey dock, Optional<String> bay, Optional<String> metric, Page.Request page) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (int index = 0; index < 140; index++) {
      Instant at = NOW.minusSeconds(index * 310L);
      entries.add(
          new HistoryEntry(
              1000 - index,
              bay.or(() -> Optional.of("bay-3")),
              index % 2 == 0 ? "state" : "battery/percent",
              index % 2 == 0 ? "offloading" : String.valueOf(90 - index % 60),
              at,
              at.plusSeconds(1),
              index > 20 && index < 30,
              index == 33));
    }
    return Page.of(entries, page);
  }

  @Override
  public Series<Series.BacklogPoint> backlog(DockKey dock, Instant from, Instant to, int points) {
    List<Series.BacklogPoint> series = new ArrayList<>();
    for (int index = 0; index < points; index++) {
      double wave = 1 + Math.sin(index / 8.0) + 0.4 * Math.sin(index / 2.1);
      series.add(
          new Series.BacklogPoint(
              from.plus(Duration.between(from, to).multipliedBy(index).dividedBy(points)),
              Math.round(40 * Math.max(0, wave)),
              Math.round(18e9 * Math.max(0, wave))));
    }
    return new Series<>(from, to, series);
  }

  @Override
  public Series<Series.ChargePoint> charge(
      DockKey dock, String bay, Instant from, Instant to, int points) {
    List<Series.ChargePoint> series = new ArrayList<>();
    for (int index = 0; index < points; index++) {
      int percent = 35 + index * 3 % 65;
      series.add(
          new Series.ChargePoint(
              from.plus(Duration.between(from, to).multipliedBy(index).dividedBy(points)),
              percent,
              percent,
              percent));
    }
    return new Series<>(from, to, series);
  }

  @Override
  public List<SearchHit> search(String text, int limit) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<SearchHit> hits = new ArrayList<>();
    cameras().stream()
        .filter(it -> it.serial().toLowerCase(Locale.ROOT).contains(wanted))
        .forEach(it -> hits.add(new SearchHit(SearchHit.Kind.CAMERA, it.camera(), it.model())));
    cameras().stream()
        .flatMap(it -> it.holder().stream())
        .filter(it -> it.contains(wanted))
        .forEach(it -> hits.add(new SearchHit(SearchHit.Kind.OFFICER, it, "")));
    docks.keySet().stream()
        .filter(it -> it.dock().contains(wanted))
        .forEach(it -> hits.add(new SearchHit(SearchHit.Kind.DOCK, it.toString(), it.group())));
    return hits.stream().limit(limit).toList();
  }

  @Override
  public void writeCsv(OutputStream out) throws IOException {
    out.write("camera,stock,reason\r\n".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Outcome set(String camera, StockState state, String reason, String by) {
    StockState before = stock.getOrDefault(camera, StockState.IN_USE);
    stock.put(camera, state);
    changes.addFirst(new StockChange(camera, NOW, before, state, reason, by));
    return Outcome.CHANGED;
  }

  @Override
  public Import importCsv(byte[] csv, String by) {
    String text = new String(csv, StandardCharsets.UTF_8);
    return text.startsWith("camera,stock,reason")
        ? new Import(new HashMap<>(stock).size() + 1, 0, List.of())
        : new Import(0, 0, List.of("line 1: header (expected: camera,stock,reason)"));
  }
}
