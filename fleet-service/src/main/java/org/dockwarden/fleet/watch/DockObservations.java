package org.dockwarden.fleet.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.dock.DockView;

/** What is to be observed of a dock (spec/health-topics.md, 5), bays left out. Pure. */
final class DockObservations {
  /** A clock that is further off than this is wrong whatever the dock says of it. */
  static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private static final double MINUTES_PER_HOUR = 60;

  private final DockView dock;
  private final Instant now;
  private final Subject subject;
  private final List<Observation> seen = new ArrayList<>();

  private DockObservations(DockView dock, Instant now) {
    this.dock = dock;
    this.now = now;
    this.subject = Subject.dock(dock.key().group(), dock.key().dock());
  }

  /** Metrics only while the dock vouches for them: of one that is offline nothing is known. */
  static List<Observation> of(DockView dock, Instant now) {
    DockObservations all = new DockObservations(dock, now);
    all.flag(AlertKind.DOCK_NAME_CONFLICT, dock.sharedName().isPresent(), dock.sharedName());
    if (dock.online()) {
      all.backlog();
      all.spool();
      all.clock();
      all.number("certificate/daysLeft", AlertKind.CERTIFICATE_ENDING);
      all.number("backlog/quarantined", AlertKind.QUARANTINE);
    }
    return all.seen;
  }

  private void backlog() {
    if (dock.metric("backlog/oldestAt").isEmpty()) {
      return;
    }
    // Where the dock's clock is wrong its age is wrong by as much; what it says of it is the same.
    Duration ahead = dock.clockOffset().orElse(Duration.ZERO);
    double hours =
        dock.time("backlog/oldestAt")
            .map(oldest -> Duration.between(oldest, now.plus(ahead)).toMinutes() / MINUTES_PER_HOUR)
            .orElse(0.0);
    seen.add(Observation.value(AlertKind.BACKLOG_OLD, subject, now, Math.max(0, hours)));
  }

  private void spool() {
    OptionalLong bytes = dock.number("spool/bytes");
    OptionalLong quota = dock.number("spool/quota");
    if (bytes.isPresent() && quota.isPresent() && quota.getAsLong() > 0) {
      double percent = 100.0 * Math.max(0, bytes.getAsLong()) / quota.getAsLong();
      seen.add(Observation.value(AlertKind.SPOOL_FILLING, subject, now, percent));
    }
  }

  private void clock() {
    Optional<Duration> offset =
        dock.clockOffset().filter(it -> it.abs().compareTo(CLOCK_TOLERANCE) > 0);
    Optional<String> says = dock.text("clock");
    if (offset.isPresent()) {
      String detail = "off by " + offset.get().toSeconds() + " s";
      flag(AlertKind.CLOCK_UNSYNCHRONISED, true, Optional.of(detail));
    } else if (says.isPresent()) {
      boolean isBad = says.get().equals("unsynchronised");
      flag(AlertKind.CLOCK_UNSYNCHRONISED, isBad, Optional.empty());
    }
  }

  private void number(String metric, AlertKind kind) {
    OptionalLong number = dock.number(metric);
    if (number.isPresent()) {
      seen.add(Observation.value(kind, subject, now, (double) number.getAsLong()));
    }
  }

  private void flag(AlertKind kind, boolean isBad, Optional<String> detail) {
    seen.add(Observation.flag(kind, subject, now, isBad, detail.orElse("")));
  }
}
