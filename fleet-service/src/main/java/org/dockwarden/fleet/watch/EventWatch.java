package org.dockwarden.fleet.watch;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.HealthListener;
import org.dockwarden.fleet.dock.Metrics;

/** Observes what may last a moment only: the state of a bay, a dock that leaves. */
public final class EventWatch implements HealthListener {
  private final Consumer<Observation> observe;

  /**
   * @param observe takes note and returns at once
   */
  public EventWatch(Consumer<Observation> observe) {
    this.observe = observe;
  }

  @Override
  public void changed(DockKey dock, Optional<String> bay, MetricChange change) {
    // What is so when the message is taken counts (settled); what was so in an outage is over.
  }

  @Override
  public void settled(DockKey dock, Optional<String> bay, Metrics metrics, Instant now) {
    bay.ifPresent(name -> BayObservations.of(dock, name, metrics, now).forEach(observe));
  }

  @Override
  public void presence(DockKey dock, boolean online, Instant at) {
    observe.accept(offline(dock, !online, at, ""));
  }

  static Observation offline(DockKey dock, boolean isBad, Instant at, String detail) {
    Subject subject = Subject.dock(dock.group(), dock.dock());
    return Observation.flag(AlertKind.DOCK_OFFLINE, subject, at, isBad, detail);
  }
}
