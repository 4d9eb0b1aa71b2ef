package org.dockwarden.fleet.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.fleet.dock.DockView;
import org.dockwarden.fleet.dock.DockView.BayView;
import org.dockwarden.fleet.dock.DockView.Presence;
import org.dockwarden.fleet.dock.DropReason;
import org.dockwarden.fleet.dock.Metric;
import org.dockwarden.fleet.dock.Metrics;
import org.dockwarden.fleet.inventory.SiteNames;
import org.dockwarden.fleet.query.BayDetail.DockedCamera;
import org.dockwarden.fleet.query.DockSummary.Trouble;

/** Reads a dock's metrics (spec/health-topics.md, 5 and 6) into records. Pure. */
final class DockReading {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
  private static final int CERTIFICATE_DAYS = 30;

  private final DockView dock;
  private final SiteNames sites;

  DockReading(DockView dock, SiteNames sites) {
    this.dock = dock;
    this.sites = sites;
  }

  DockSummary summary() {
    SiteNames.Site site = sites.of(dock.key().group());
    SortedMap<String, Integer> states = new TreeMap<>();
    int cameras = 0;
    for (BayView bay : dock.bays().values()) {
      states.merge(bay.text("state").orElse(""), 1, Integer::sum);
      cameras += bay.text("camera").isPresent() ? 1 : 0;
    }
    return new DockSummary(
        dock.key(),
        site.force(),
        site.site(),
        dock.online(),
        dock.since(),
        dock.heardAt(),
        dock.text("software").orElse(""),
        dock.bays().size(),
        states,
        cameras,
        backlog(),
        dock.number("spool/bytes"),
        dock.number("spool/quota"),
        small(dock.number("certificate/daysLeft")),
        clockOffset(),
        troubles(),
        dock.revision());
  }

  private Backlog backlog() {
    return new Backlog(
        Math.max(0, dock.number("backlog/queued").orElse(0)),
        Math.max(0, dock.number("backlog/bytes").orElse(0)),
        dock.time("backlog/oldestAt"));
  }

  private Optional<Duration> clockOffset() {
    return dock.clockOffset().filter(it -> it.abs().compareTo(CLOCK_TOLERANCE) > 0);
  }

  private List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    dock.sharedName().ifPresent(it -> troubles.add(ofDock(Trouble.Kind.SHARED_NAME, it)));
    if (dock.presence() == Presence.OFFLINE) {
      troubles.add(ofDock(Trouble.Kind.OFFLINE, dock.since().toString()));
    }
    dock.bays().forEach((name, bay) -> addOfBay(troubles, name, bay));
    long quarantined = dock.number("backlog/quarantined").orElse(0);
    if (quarantined > 0) {
      troubles.add(ofDock(Trouble.Kind.QUARANTINE, Long.toString(quarantined)));
    }
    dock.text("degradations").ifPresent(it -> troubles.add(ofDock(Trouble.Kind.DEGRADED, it)));
    if (dock.isFalse("gateway/reachable")) {
      String error = dock.text("gateway/error").orElse("");
      troubles.add(ofDock(Trouble.Kind.GATEWAY_UNREACHABLE, error));
    }
    if (clockOffset().isPresent() || dock.text("clock").equals(Optional.of("unsynchronised"))) {
      String detail = clockOffset().map(Duration::toString).orElse("unsynchronised");
      troubles.add(ofDock(Trouble.Kind.CLOCK_OFF, detail));
    }
    OptionalLong days = dock.number("certificate/daysLeft");
    if (days.isPresent() && days.getAsLong() < CERTIFICATE_DAYS) {
      troubles.add(ofDock(Trouble.Kind.CERTIFICATE_ENDING, Long.toString(days.getAsLong())));
    }
    addDropped(troubles, Trouble.Kind.FLOODING, DropReason.FLOOD);
    addDropped(troubles, Trouble.Kind.NOT_UNDERSTOOD, DropReason.MALFORMED_PAYLOAD);
    if (dock.presence() == Presence.UNKNOWN) {
      troubles.add(ofDock(Trouble.Kind.INCOMPLETE, "not heard since start or loss of its broker"));
    }
    troubles.sort(Comparator.comparing(Trouble::kind));
    return troubles;
  }

  private static void addOfBay(List<Trouble> troubles, String name, BayView bay) {
    String reason = bay.text("reason").orElse("");
    switch (bay.text("state").orElse("")) {
      case "fault" -> troubles.add(new Trouble(Trouble.Kind.BAY_FAULT, Optional.of(name), reason));
      case "refused" ->
          troubles.add(new Trouble(Trouble.Kind.BAY_REFUSED, Optional.of(name), reason));
      default -> {} // the other states are no trouble
    }
  }

  private void addDropped(List<Trouble> troubles, Trouble.Kind kind, DropReason reason) {
    Long count = dock.dropped().get(reason.text());
    if (count != null) {
      troubles.add(ofDock(kind, count + " since start"));
    }
  }

  private static Trouble ofDock(Trouble.Kind kind, String detail) {
    return new Trouble(kind, Optional.empty(), detail);
  }

  DockDetail detail() {
    List<BayDetail> bays = new ArrayList<>();
    dock.bays().forEach((name, bay) -> bays.add(bay(name, bay)));
    bays.sort(
        Comparator.comparingInt((BayDetail bay) -> bay.bay().length())
            .thenComparing(BayDetail::bay)); // bay-9 before bay-10
    return new DockDetail(
        summary(), dock.birth(), bays, values(dock.metrics(), !dock.online()), dock.dropped());
  }

  private static BayDetail bay(String name, BayView bay) {
    return new BayDetail(
        name,
        !bay.online(),
        bay.text("state").orElse(""),
        bay.since(),
        bay.text("reason").orElse(""),
        bay.text("camera").map(camera -> docked(camera, bay)),
        values(bay.metrics(), !bay.online()));
  }

  private static DockedCamera docked(String camera, Metrics bay) {
    return new DockedCamera(
        camera,
        bay.text("camera/serial").orElse(camera.substring(camera.lastIndexOf(':') + 1)),
        bay.text("camera/model").orElse(""),
        bay.text("camera/firmware").orElse(""),
        small(bay.number("battery/percent")),
        small(bay.number("battery/current")),
        bay.number("files/total"),
        bay.number("files/waiting"),
        bay.number("files/released"));
  }

  private static List<DockDetail.MetricValue> values(
      NavigableMap<String, Metric> metrics, boolean isStale) {
    List<DockDetail.MetricValue> values = new ArrayList<>();
    metrics.forEach(
        (name, metric) ->
            values.add(
                new DockDetail.MetricValue(
                    name, metric.text(), Instant.ofEpochMilli(metric.at()), isStale)));
    return values;
  }

  private static OptionalInt small(OptionalLong number) {
    return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }

  /** Whether a dock's name has a text in it, in any case. */
  static boolean matches(DockSummary dock, String text) {
    return dock.key().dock().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
