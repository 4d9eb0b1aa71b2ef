package org.dockwarden.fleet.alert;

import java.util.List;

/**
 * What a step changed, to be stored together.
 *
 * @param alerts that are new or differ, as they stand now; closed ones once
 * @param events in the order in which they happened
 * @param silences that are new or differ
 */
public record Changes(List<Alert> alerts, List<AlertEvent> events, List<Silence> silences) {
  public static final Changes NONE = new Changes(List.of(), List.of(), List.of());

  public Changes {
    alerts = List.copyOf(alerts);
    events = List.copyOf(events);
    silences = List.copyOf(silences);
  }

  public boolean isEmpty() {
    return alerts.isEmpty() && events.isEmpty() && silences.isEmpty();
  }
}
