package org.dockwarden.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An engine with a clock in the test's hand; holds every event against what has to be true. */
final class EngineRun {
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  AlertEngine engine;
  Instant now = START;
  final List<AlertEvent> told = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Alert> stored = new HashMap<>();

  EngineRun(AlertRules rules) {
    engine = new AlertEngine(rules);
  }

  void bad(AlertKind kind, Subject subject) {
    see(kind, subject, 1, "");
  }

  void good(AlertKind kind, Subject subject) {
    see(kind, subject, 0, "");
  }

  void see(AlertKind kind, Subject subject, double value, String detail) {
    engine.observe(new Observation(kind, subject, now, value, detail));
  }

  /** Lets time pass in steps of a minute. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(Duration.ofMinutes(1));
      take(engine.tick(now));
    }
  }

  void take(Changes changes) {
    for (AlertEvent event : changes.events()) {
      assertTrue(ids.add(event.id()), "told twice: " + event);
      assertEquals(event.alert().id() + "." + event.alert().events(), event.id());
      if (event.told()) {
        told.add(event);
      }
    }
    for (Alert alert : changes.alerts()) {
      if (alert.isOpen()) {
        stored.put(alert.id(), alert);
      } else {
        stored.remove(alert.id());
      }
    }
    Set<String> open = new HashSet<>();
    engine.open().forEach(alert -> open.add(alert.id()));
    assertEquals(open, stored.keySet(), "what is stored is what is open");
  }

  /** As after a restart: only what was stored is left. */
  void restart(AlertRules rules) {
    List<Alert> alerts = new ArrayList<>(stored.values());
    engine = AlertEngine.restore(rules, alerts, engine.silences());
  }

  /** The steps that were told since the last call, each {@code step kind path}. */
  List<String> told() {
    List<String> lines = new ArrayList<>();
    for (AlertEvent event : told) {
      Alert alert = event.alert();
      lines.add(event.step().text() + " " + alert.severity().text() + " " + alert.subject().path());
    }
    told.clear();
    return lines;
  }
}
