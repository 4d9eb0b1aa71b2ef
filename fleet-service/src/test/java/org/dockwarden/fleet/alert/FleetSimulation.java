package org.dockwarden.fleet.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * A fleet over months that knows itself when each of its docks was offline: single docks, whole
 * sites, docks that come and go. It tells the engine of changes only, as docks do.
 */
final class FleetSimulation {
  static final int SITES = 100;
  static final int DOCKS_A_SITE = 100;

  /** Longest time of being offline that needs no alert: D1 and a tick. */
  static final Duration UNNOTICED = Duration.ofMinutes(11);

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MINUTES_A_DAY = 24 * 60;

  private record Change(long second, int dock, int offline) {}

  private record Check(long second, int dock, long since) {}

  private final AlertEngine engine = new AlertEngine(AlertRules.defaults());
  private final Random random;
  private final PriorityQueue<Change> changes =
      new PriorityQueue<>((one, other) -> Long.compare(one.second(), other.second()));
  private final int[] offline = new int[SITES * DOCKS_A_SITE];
  private final long[] since = new long[SITES * DOCKS_A_SITE];
  private final Queue<Check> checks = new ArrayDeque<>();
  private final Map<String, Alert> open = new HashMap<>();
  private final Map<Subject, Alert> byDock = new HashMap<>();

  final List<String> missed = new ArrayList<>();
  int causes;
  int toldCount;
  int mostToldInAnHour;
  int mostTracked;
  int checked;
  private int toldThisHour;

  FleetSimulation(long seed) {
    random = new Random(seed);
  }

  /** Plans so many days of trouble and lives through them and two days of quiet. */
  void run(int days) {
    for (int dock = 0; dock < offline.length; dock++) {
      see(dock, 0);
    }
    for (int day = 0; day < days; day++) {
      plan(day);
    }
    for (int minute = 1; minute <= (days + 2) * MINUTES_A_DAY; minute++) {
      step(minute * 60L);
      if (minute % 60 == 0) {
        mostToldInAnHour = Math.max(mostToldInAnHour, toldThisHour);
        toldThisHour = 0;
      }
    }
  }

  private void plan(int day) {
    long midnight = day * 86_400L;
    for (int i = random.nextInt(3); i > 0; i--) {
      int site = random.nextInt(SITES);
      long from = midnight + random.nextInt(86_400);
      long to = from + 300 + random.nextInt(8 * 3600);
      causes += 1;
      for (int dock = 0; dock < DOCKS_A_SITE; dock++) {
        // The last will comes when keep-alive ends; a dock returns within some minutes.
        outage(site * DOCKS_A_SITE + dock, from + random.nextInt(90), to + random.nextInt(240));
      }
    }
    for (int i = 0; i < 20; i++) {
      long from = midnight + random.nextInt(86_400);
      causes += 1;
      outage(random.nextInt(offline.length), from, from + 60 + random.nextInt(6 * 3600));
    }
    int flapping = random.nextInt(offline.length);
    causes += 1;
    long at = midnight + random.nextInt(3600);
    while (at < midnight + 86_400) {
      long end = at + 10 + random.nextInt(900);
      outage(flapping, at, end);
      at = end + 10 + random.nextInt(900);
    }
  }

  private void outage(int dock, long from, long to) {
    changes.add(new Change(from, dock, 1));
    changes.add(new Change(to, dock, -1));
  }

  private void step(long second) {
    while (!changes.isEmpty() && changes.peek().second() <= second) {
      Change change = changes.remove();
      int dock = change.dock();
      offline[dock] += change.offline();
      if (change.offline() == 1 && offline[dock] == 1) {
        since[dock] = change.second();
        checks.add(new Check(change.second() + UNNOTICED.toSeconds() + 60, dock, since[dock]));
        see(dock, change.second());
      } else if (offline[dock] == 0) {
        see(dock, change.second());
      }
    }
    take(engine.tick(START.plusSeconds(second)));
    mostTracked = Math.max(mostTracked, engine.size());
    while (!checks.isEmpty() && checks.peek().second() <= second) {
      check(checks.remove());
    }
  }

  private void see(int dock, long second) {
    engine.observe(
        Observation.flag(
            AlertKind.DOCK_OFFLINE,
            subject(dock),
            START.plusSeconds(second),
            offline[dock] > 0,
            ""));
  }

  private static Subject subject(int dock) {
    return Subject.dock("site-" + dock / DOCKS_A_SITE, "dock-" + dock);
  }

  private void take(Changes step) {
    for (AlertEvent event : step.events()) {
      if (event.told()) {
        toldCount++;
        toldThisHour++;
      }
    }
    for (Alert alert : step.alerts()) {
      if (alert.isOpen()) {
        open.put(alert.id(), alert);
        byDock.put(alert.subject(), alert);
      } else {
        open.remove(alert.id());
        byDock.remove(alert.subject(), byDock.get(alert.subject()));
      }
    }
  }

  /** A dock that is offline for so long has an alert that was told, or its site has. */
  private void check(Check check) {
    int dock = check.dock();
    if (offline[dock] == 0 || since[dock] != check.since()) {
      return;
    }
    checked++;
    Alert alert = byDock.get(subject(dock));
    Alert shown = alert == null ? null : alert.foldedInto().map(open::get).orElse(alert);
    if (shown == null || shown.told().isEmpty()) {
      missed.add(subject(dock).path() + " since " + START.plusSeconds(check.since()));
    }
  }

  /** What is open or remembered at the end. */
  int left() {
    return engine.size() + engine.open().size();
  }
}
