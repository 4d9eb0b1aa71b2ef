package org.dockwarden.fleet.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockView;
import org.dockwarden.fleet.query.ServiceHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every dock and at the service itself twice a minute, and at every camera once an hour,
 * for what lasts: rules count in minutes. {@link EventWatch} observes what does not.
 */
public final class FleetWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FleetWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration CAMERAS_PAUSE = Duration.ofHours(1);
  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final long EVERYTHING = -1;

  private final Sight sight;
  private final Consumer<Observation> observe;
  private final InstantSource clock;
  private final ServiceWatch service;
  private final CameraWatch cameras;
  private final DropWatch drops = new DropWatch();
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("fleet-watch").unstarted(this::run);
  private Instant camerasDue = Instant.MIN;
  private String trouble = "";

  /**
   * What it looks at.
   *
   * @param historyProblem why the history is not written; "" while it is
   * @param folder of the history
   */
  public record Sight(
      DockTable docks,
      CameraWatch.Cameras cameras,
      Supplier<ServiceHealth> health,
      Supplier<String> historyProblem,
      Path folder) {}

  /**
   * @param observe takes note and returns at once
   */
  public FleetWatch(Sight sight, Consumer<Observation> observe, InstantSource clock) {
    this.sight = sight;
    this.observe = observe;
    this.clock = clock;
    this.service = new ServiceWatch(sight.folder());
    this.cameras = new CameraWatch(sight.cameras());
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        lookOrSay();
      } while (!ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A look that fails is tried again; what it could not see stays as it was. */
  private void lookOrSay() {
    try {
      look();
      trouble = "";
    } catch (IOException e) {
      String now = Objects.toString(e.getMessage(), "");
      if (!now.equals(trouble)) {
        LOG.error("Not everything can be watched for alerts", e);
      }
      trouble = now;
    }
  }

  /** One look at everything that is due. */
  void look() throws IOException {
    Instant now = clock.instant();
    service.look(
        sight.health().get(), sight.historyProblem().get(), now, observe); // before its docks
    DockTable docks = sight.docks();
    SortedMap<String, Long> ofNoDock = docks.drops().view();
    for (Look look : docks.readChanged(EVERYTHING, now, dock -> look(dock, now))) {
      look.seen().forEach(observe);
      look.dropped().forEach((reason, count) -> ofNoDock.merge(reason, -count, Long::sum));
    }
    observe.accept(drops.look(Subject.service(), ofNoDock, now));
    if (!now.isBefore(camerasDue)) {
      cameras.look(now, observe);
      camerasDue = now.plus(CAMERAS_PAUSE);
    }
  }

  private record Look(List<Observation> seen, SortedMap<String, Long> dropped) {}

  private Look look(DockView dock, Instant now) {
    List<Observation> seen = DockObservations.of(dock, now);
    DockKey key = dock.key();
    seen.add(drops.look(Subject.dock(key.group(), key.dock()), dock.dropped(), now));
    switch (dock.presence()) {
      case ONLINE -> seen.add(EventWatch.offline(key, false, now, ""));
      case OFFLINE -> seen.add(EventWatch.offline(key, true, now, ""));
      case UNKNOWN -> {
        if (service.isListeningLong(now)) {
          seen.add(EventWatch.offline(key, true, now, "not heard since " + dock.heardAt()));
        } // until then it is the broker that is missing, and that is told
      }
    }
    return new Look(seen, dock.dropped());
  }

  /** Looks no more; returns when the thread has ended. */
  @Override
  public void close() {
    ending.countDown();
    if (thread.getState() == Thread.State.NEW) {
      return; // the service did not come so far
    }
    try {
      thread.join(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
