package org.dockwarden.fleet.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockwarden.fleet.alert.AlertEvent.Step;

/** Collects what one call of the engine changes. */
final class Ledger {
  final Instant now;
  private final Map<String, OpenAlert> alerts = new LinkedHashMap<>();
  private final List<AlertEvent> events = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();

  Ledger(Instant now) {
    this.now = now;
  }

  void step(OpenAlert alert, Step step, boolean isTold, String note) {
    events.add(alert.step(step, now, isTold, note));
    changed(alert);
  }

  void changed(OpenAlert alert) {
    alerts.put(alert.id, alert);
  }

  void changed(Silence silence) {
    silences.add(silence);
  }

  Changes changes() {
    return new Changes(
        alerts.values().stream().map(OpenAlert::snapshot).toList(), events, silences);
  }
}
