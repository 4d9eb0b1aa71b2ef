package org.dockwarden.fleet.watch;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.query.ServiceHealth;

/** Observes this service itself: its brokers and its disk. Not thread-safe. */
final class ServiceWatch {
  /** Docks that were cut off with their broker have come back by then (H-12). */
  static final Duration RETURN = Duration.ofMinutes(5);

  private final Path folder;
  private Instant allConnectedSince = Instant.MAX;

  /**
   * @param folder of the history
   */
  ServiceWatch(Path folder) {
    this.folder = folder;
  }

  void look(ServiceHealth health, String historyProblem, Instant now, Consumer<Observation> observe)
      throws IOException {
    List<String> lost =
        health.brokersConnected().entrySet().stream()
            .filter(broker -> !broker.getValue())
            .map(Map.Entry::getKey)
            .toList();
    if (!lost.isEmpty()) {
      allConnectedSince = Instant.MAX;
    } else if (allConnectedSince.equals(Instant.MAX)) {
      allConnectedSince = now;
    }
    observe.accept(
        Observation.flag(
            AlertKind.BROKER_LOST,
            Subject.service(),
            now,
            !lost.isEmpty(),
            String.join(", ", lost)));
    observe.accept(
        new Observation(
            AlertKind.HISTORY_FULL,
            Subject.service(),
            now,
            historyProblem.isEmpty() ? diskPercent() : 100,
            historyProblem));
  }

  private double diskPercent() throws IOException {
    FileStore disk = Files.getFileStore(folder);
    long total = disk.getTotalSpace();
    return total <= 0 ? 0 : 100.0 * (total - disk.getUsableSpace()) / total;
  }

  /** Whether a dock of which nothing was heard since has had its time to come back. */
  boolean isListeningLong(Instant now) {
    return !allConnectedSince.equals(Instant.MAX) && !now.isBefore(allConnectedSince.plus(RETURN));
  }
}
