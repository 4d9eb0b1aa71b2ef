package org.dockwarden.fleet.dock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells several, in order. */
public record HealthListeners(List<HealthListener> all) implements HealthListener {
  public HealthListeners {
    all = List.copyOf(all);
  }

  @Override
  public void changed(DockKey dock, Optional<String> bay, MetricChange change) {
    all.forEach(it -> it.changed(dock, bay, change));
  }

  @Override
  public void settled(DockKey dock, Optional<String> bay, Metrics metrics, Instant now) {
    all.forEach(it -> it.settled(dock, bay, metrics, now));
  }

  @Override
  public void presence(DockKey dock, boolean online, Instant at) {
    all.forEach(it -> it.presence(dock, online, at));
  }

  @Override
  public void born(DockKey dock, Instant at) {
    all.forEach(it -> it.born(dock, at));
  }
}
