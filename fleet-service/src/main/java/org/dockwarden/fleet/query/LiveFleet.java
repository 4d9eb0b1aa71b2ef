package org.dockwarden.fleet.query;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.host.SparkplugHost;
import org.dockwarden.fleet.inventory.SiteNames;
import org.dockwarden.fleet.query.CameraQueries.Counts;

/** Answers from memory, and from inventory and history. */
public final class LiveFleet implements FleetQueries {
  /** How old the inventory's numbers in a summary may be. */
  private static final Duration COUNTS_AGE = Duration.ofSeconds(10);

  private static final Duration LATE_WITHIN = Duration.ofDays(7);

  private final DockTable docks;
  private final SparkplugHost host;
  private final SiteNames sites;
  private final CameraQueries cameras;
  private final HistoryQueries history;
  private final Supplier<SortedMap<String, Boolean>> brokers;
  private final Supplier<List<String>> alertTroubles;
  private final Limits limits;
  private final InstantSource clock;
  private final NavigableMap<DockKey, DockSummary> summaries = new TreeMap<>();
  private long summarised;
  private Counts counts = new Counts(0, 0, 0);
  private Instant countsAt = Instant.EPOCH;
  private String countsProblem = "";

  /**
   * From when on something is told as such.
   *
   * @param missingAfter a camera in use that was not docked for so long is missing
   * @param lateAfter footage that comes so long after it was recorded is late
   */
  public record Limits(Duration missingAfter, Duration lateAfter) {}

  /**
   * @param brokers whether each is connected
   * @param alertTroubles what of the alerting is not well
   */
  public LiveFleet(
      DockTable docks,
      SparkplugHost host,
      SiteNames sites,
      CameraQueries cameras,
      HistoryQueries history,
      Supplier<SortedMap<String, Boolean>> brokers,
      Supplier<List<String>> alertTroubles,
      Limits limits,
      InstantSource clock) {
    this.docks = docks;
    this.host = host;
    this.sites = sites;
    this.cameras = cameras;
    this.history = history;
    this.brokers = brokers;
    this.alertTroubles = alertTroubles;
    this.limits = limits;
    this.clock = clock;
  }

  /** Only docks that changed are read again. */
  private synchronized List<DockSummary> summaries() {
    List<DockSummary> changed =
        docks.readChanged(
            summarised, clock.instant(), dock -> new DockReading(dock, sites).summary());
    for (DockSummary dock : changed) {
      summaries.put(dock.key(), dock);
      summarised = Math.max(summarised, dock.revision());
    }
    return List.copyOf(summaries.values());
  }

  @Override
  public FleetSummary fleet() {
    SiteSums all = new SiteSums();
    List<DockSummary> now = summaries();
    now.forEach(all::add);
    Counts numbers = counts();
    return new FleetSummary(
        clock.instant(),
        sites(now).size(),
        all.online,
        all.offline,
        all.states,
        all.cameras,
        numbers.known(),
        numbers.missing(),
        all.backlog,
        numbers.late() + overdue(now).size(),
        docks.drops().view().values().stream().mapToLong(Long::longValue).sum(),
        health().degraded());
  }

  private synchronized Counts counts() {
    Instant now = clock.instant();
    if (now.isAfter(countsAt.plus(COUNTS_AGE))) {
      countsAt = now;
      try {
        counts = cameras.counts(now.minus(limits.missingAfter()), now.minus(LATE_WITHIN));
        countsProblem = "";
      } catch (IOException e) {
        countsProblem = String.valueOf(e.getMessage()); // health says so
      }
    }
    return counts;
  }

  @Override
  public List<SiteSummary> sites() {
    return sites(summaries());
  }

  private static List<SiteSummary> sites(List<DockSummary> docks) {
    SortedMap<String, List<DockSummary>> bySite = new TreeMap<>();
    for (DockSummary dock : docks) {
      String key = dock.force() + "\u0000" + dock.site();
      bySite.computeIfAbsent(key, _ -> new ArrayList<>()).add(dock);
    }
    return bySite.values().stream().map(LiveFleet::site).toList();
  }

  private static SiteSummary site(List<DockSummary> docks) {
    SiteSums sums = new SiteSums();
    docks.forEach(sums::add);
    Optional<Instant> offlineSince =
        sums.online > 0
            ? Optional.empty()
            : docks.stream().map(DockSummary::since).max(Comparator.naturalOrder());
    return new SiteSummary(
        docks.getFirst().force(),
        docks.getFirst().site(),
        sums.online,
        sums.offline,
        sums.inTrouble,
        offlineSince,
        sums.states,
        sums.cameras,
        sums.backlog);
  }

  /** Adds up docks. */
  private static final class SiteSums {
    private final SortedMap<String, Integer> states = new TreeMap<>();
    private int online;
    private int offline;
    private int inTrouble;
    private int cameras;
    private Backlog backlog = Backlog.NONE;

    void add(DockSummary dock) {
      inTrouble += dock.troubles().isEmpty() ? 0 : 1;
      if (!dock.online()) {
        offline++;
        return;
      }
      online++;
      cameras += dock.camerasDocked();
      backlog = backlog.plus(dock.backlog());
      dock.baysByState().forEach((state, count) -> states.merge(state, count, Integer::sum));
    }
  }

  @Override
  public Page<DockSummary> docks(DockFilter filter, Page.Request page) {
    List<DockSummary> wanted =
        summaries().stream()
            .filter(dock -> filter.force().map(dock.force()::equals).orElse(true))
            .filter(dock -> filter.site().map(dock.site()::equals).orElse(true))
            .filter(dock -> filter.text().map(it -> DockReading.matches(dock, it)).orElse(true))
            .filter(dock -> !filter.onlyOffline() || !dock.online())
            .filter(dock -> !filter.onlyInTrouble() || !dock.troubles().isEmpty())
            .toList();
    return Page.of(wanted, page);
  }

  @Override
  public Optional<DockDetail> dock(DockKey dock) {
    return docks.view(dock, clock.instant()).map(view -> new DockReading(view, sites).detail());
  }

  @Override
  public long revision() {
    return docks.revision();
  }

  @Override
  public long awaitChange(long revision, Duration patience) throws InterruptedException {
    return docks.awaitChange(revision, patience);
  }

  @Override
  public List<DockSummary> changedSince(long revision, int limit) {
    return summaries().stream()
        .filter(dock -> dock.revision() > revision)
        .sorted(Comparator.comparingLong(DockSummary::revision))
        .limit(limit)
        .toList();
  }

  @Override
  public ServiceHealth health() {
    SortedMap<String, Boolean> connected = brokers.get();
    List<String> degraded = new ArrayList<>();
    connected.forEach(
        (url, isConnected) -> {
          if (!isConnected) {
            degraded.add("broker " + url + ": not connected");
          }
        });
    long bytes = historyBytes(degraded);
    if (!history.problem().isEmpty()) {
      degraded.add("history: not written: " + history.problem());
    }
    if (history.lost() > 0) {
      degraded.add("history: " + history.lost() + " changes lost since start");
    }
    if (!cameras.problem().isEmpty()) {
      degraded.add("inventory: not written: " + cameras.problem());
    }
    synchronized (this) {
      if (!countsProblem.isEmpty()) {
        degraded.add("inventory: not read: " + countsProblem);
      }
    }
    SortedMap<String, Long> dropped = docks.drops().view();
    if (dropped.containsKey("too-many-docks")) {
      degraded.add("docks: more than fit, " + dropped.get("too-many-docks") + " messages refused");
    }
    degraded.addAll(alertTroubles.get());
    return new ServiceHealth(
        connected,
        dropped,
        host.messages(),
        history.waiting(),
        history.lost(),
        bytes,
        host.rebirthsWaiting(),
        degraded);
  }

  private long historyBytes(List<String> degraded) {
    try {
      return history.bytes();
    } catch (IOException e) {
      degraded.add("history: not read: " + e.getMessage());
      return 0;
    }
  }

  @Override
  public Page<CameraSummary> cameras(CameraFilter filter, Page.Request page) throws IOException {
    return cameras.cameras(filter, page);
  }

  @Override
  public Optional<CameraLife> camera(String camera, Page.Request events) throws IOException {
    return cameras.camera(camera, events);
  }

  @Override
  public List<FirmwareCount> firmware() throws IOException {
    return cameras.firmware();
  }

  /** What is outstanding now, as docks tell it, before what the inventory has noted. */
  @Override
  public Page<LateFootage> late(Page.Request page) throws IOException {
    List<LateFootage> all = new ArrayList<>(overdue(summaries()));
    Page<LateFootage> noted = cameras.late(new Page.Request(0, Page.Request.MAX_LIMIT));
    all.addAll(noted.items());
    return Page.of(all, page);
  }

  /** Docks tell when the oldest footage was sealed; it was recorded before, so it is late. */
  private List<LateFootage> overdue(List<DockSummary> all) {
    Instant now = clock.instant();
    List<LateFootage> late = new ArrayList<>();
    for (DockSummary dock : all) {
      Optional<Instant> oldest = dock.backlog().oldest();
      if (oldest.isPresent() && oldest.get().isBefore(now.minus(limits.lateAfter()))) {
        late.add(overdue(dock, oldest.get(), now));
      }
    }
    late.sort(Comparator.comparing(LateFootage::lateness).reversed());
    return late;
  }

  private static LateFootage overdue(DockSummary dock, Instant oldest, Instant now) {
    return new LateFootage(
        dock.heardAt(),
        LateFootage.Step.DELIVERED,
        dock.key(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.between(oldest, now));
  }

  @Override
  public Page<HistoryEntry> history(
      DockKey dock, Optional<String> bay, Optional<String> metric, Page.Request page)
      throws IOException {
    return history.history(dock, bay, metric, page);
  }

  @Override
  public Series<Series.BacklogPoint> backlog(DockKey dock, Instant from, Instant to, int points)
      throws IOException {
    return history.backlog(dock, from, to, points);
  }

  @Override
  public Series<Series.ChargePoint> charge(
      DockKey dock, String bay, Instant from, Instant to, int points) throws IOException {
    return history.charge(dock, bay, from, to, points);
  }

  @Override
  public List<SearchHit> search(String text, int limit) throws IOException {
    List<SearchHit> hits = new ArrayList<>();
    for (DockSummary dock : summaries()) {
      if (DockReading.matches(dock, text)) {
        String where = (dock.force() + " " + dock.site()).strip();
        hits.add(new SearchHit(SearchHit.Kind.DOCK, dock.key().toString(), where));
      }
    }
    hits.addAll(cameras.search(text, limit));
    return hits.stream().limit(limit).toList();
  }

  @Override
  public void writeCsv(OutputStream out) throws IOException {
    cameras.writeCsv(out);
  }
}
