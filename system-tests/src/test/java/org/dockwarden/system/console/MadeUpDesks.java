package org.dockwarden.system.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.query.DockFilter;
import org.dockwarden.fleet.query.DockSummary.Trouble;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.web.desk.AlertDesk;
import org.dockwarden.fleet.web.desk.CommandDesk;

/** Alerts from the docks' troubles, and docks that do what they are asked. */
final class MadeUpDesks implements AlertDesk, CommandDesk {
  private static final Instant NOW = MadeUpDocks.NOW;

  private final Map<String, AlertLine> open = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  MadeUpDesks(MadeUpFleet fleet) {
    fleet.sites().stream()
        .filter(it -> it.offlineSince().isPresent())
        .forEach(
            it ->
                put(
                    "dock-offline",
                    Severity.CRITICAL,
                    it.force() + ":" + it.site(),
                    Optional.empty(),
                    Optional.empty(),
                    47,
                    "",
                    OptionalInt.of(it.docksOffline())));
    DockFilter troubled =
        new DockFilter(Optional.empty(), Optional.empty(), Optional.empty(), false, true);
    fleet.docks(troubled, new Page.Request(0, 500)).items().stream()
        .filter(it -> it.online() || !it.site().equals("Haverfordwest"))
        .forEach(
            it -> {
              Trouble trouble = it.troubles().getFirst();
              String kind =
                  switch (trouble.kind()) {
                    case OFFLINE -> "dock-offline";
                    case BAY_FAULT -> "bay-fault";
                    default -> "certificate-ending";
                  };
              Severity severity =
                  kind.equals("dock-offline")
                      ? Severity.CRITICAL
                      : kind.equals("bay-fault") ? Severity.WARNING : Severity.INFO;
              put(
                  kind,
                  severity,
                  it.key().group(),
                  Optional.of(it.key().dock()),
                  trouble.bay(),
                  12 + open.size() * 37,
                  trouble.detail(),
                  OptionalInt.empty());
            });
  }

  private void put(
      String kind,
      Severity severity,
      String group,
      Optional<String> dock,
      Optional<String> bay,
      int minutes,
      String detail,
      OptionalInt docks) {
    String id = kind + "-" + (open.size() + 1);
    open.put(
        id,
        new AlertLine(
            id,
            kind,
            severity,
            Optional.of(group),
            dock,
            bay,
            Optional.empty(),
            NOW.minus(Duration.ofMinutes(minutes)),
            Optional.empty(),
            detail,
            kind.equals("certificate-ending")
                ? Optional.of(new Amount(Amount.Unit.DAYS_LEFT, 12))
                : Optional.empty(),
            docks,
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public List<AlertLine> open() {
    return open.values().stream()
        .sorted(Comparator.comparing(AlertLine::severity).reversed())
        .toList();
  }

  @Override
  public List<AlertLine> closed(int limit) {
    return open.values().stream()
        .limit(5)
        .map(
            it ->
                new AlertLine(
                    it.id() + "-old",
                    it.kind(),
                    it.severity(),
                    it.group(),
                    it.dock(),
                    it.bay(),
                    it.camera(),
                    it.since().minus(Duration.ofDays(2)),
                    Optional.of(it.since().minus(Duration.ofDays(1))),
                    it.detail(),
                    it.amount(),
                    it.docks(),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  @Override
  public boolean acknowledge(String id, String note, String who) {
    return replace(id, Optional.of(new Seen(who, NOW, note)), Optional.empty());
  }

  @Override
  public boolean silence(String id, Duration time, String reason, String who) {
    return replace(id, Optional.empty(), Optional.of(NOW.plus(time)));
  }

  private boolean replace(String id, Optional<Seen> seen, Optional<Instant> silent) {
    AlertLine it = open.get(id);
    if (it == null) {
      return false;
    }
    open.put(
        id,
        new AlertLine(
            id,
            it.kind(),
            it.severity(),
            it.group(),
            it.dock(),
            it.bay(),
            it.camera(),
            it.since(),
            it.closedAt(),
            it.detail(),
            it.amount(),
            it.docks(),
            seen.or(it::acknowledged),
            silent.or(it::silencedUntil)));
    return true;
  }

  @Override
  public Sending send(Command command) {
    String id = "c-" + (lines.size() + 1);
    Optional<Result> result =
        lines.size() % 3 == 2
            ? Optional.of(new Result(NOW, "busy", "its camera is being read"))
            : Optional.of(new Result(NOW, "ok", ""));
    lines.addFirst(new Line(id, command, NOW, result));
    return new Sending.Sent(id);
  }

  @Override
  public List<Line> lines(Optional<DockKey> dock, int limit) {
    return lines.stream().limit(limit).toList();
  }
}
