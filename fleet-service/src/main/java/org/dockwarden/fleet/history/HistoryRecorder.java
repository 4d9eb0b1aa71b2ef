package org.dockwarden.fleet.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.HealthListener;
import org.dockwarden.fleet.dock.Metrics;

/** Chooses what is remembered of the changes. */
public final class HistoryRecorder implements HealthListener {
  /** The chart of a metric. */
  public static final String FILES = "files";

  public static final String BYTES = "bytes";
  public static final String CHARGE = "charge";

  private static final Map<String, String> SERIES =
      Map.of("backlog/queued", FILES, "backlog/bytes", BYTES, "battery/percent", CHARGE);

  /**
   * Of a dock that is heard for the first time since this service started only these are kept:
   * everything else is most likely as it was before.
   */
  private static final Set<String> KEPT_AT_FIRST = Set.of("state", "reason", "camera", "software");

  private static final Set<String> NEVER = Set.of("bdSeq", "Node Control/Rebirth");

  private final Consumer<HistoryRow> rows;

  public HistoryRecorder(Consumer<HistoryRow> rows) {
    this.rows = rows;
  }

  @Override
  public void changed(DockKey dock, Optional<String> bay, MetricChange change) {
    if (NEVER.contains(change.name())
        || (change.isFirst() && !KEPT_AT_FIRST.contains(change.name()))) {
      return;
    }
    Optional<String> series = Optional.ofNullable(SERIES.get(change.name()));
    OptionalLong number =
        change.metric().value() instanceof SparkplugValue.IntegerValue(long value)
            ? OptionalLong.of(value)
            : OptionalLong.empty();
    rows.accept(new HistoryRow(dock, bay.orElse(""), change, series, number));
  }

  @Override
  public void settled(DockKey dock, Optional<String> bay, Metrics metrics, Instant now) {}

  @Override
  public void presence(DockKey dock, boolean online, Instant at) {}
}
