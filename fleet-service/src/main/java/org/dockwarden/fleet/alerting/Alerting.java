package org.dockwarden.fleet.alerting;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertEngine;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertRules;
import org.dockwarden.fleet.alert.Changes;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Silence;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.alerting.AlertStore.Telling;
import org.dockwarden.fleet.notify.Destination;

/**
 * Rules, store and destinations together. Thread-safe. A decision is stored, with what is to be
 * sent of it, before the next one is made; while the store takes nothing, observations are
 * remembered and nothing is decided.
 */
public final class Alerting {
  /** Sent notices stay so long, so that none is put in again. */
  static final Duration KEEP_NOTICES = Duration.ofDays(7);

  private final AlertEngine engine;
  private final AlertStore store;
  private final List<Destination> destinations;
  private final Clock clock;
  private final Duration keep;

  /** Guards the engine, for as short as possible: {@link #observe} is called for every message. */
  private final ReentrantLock deciding = new ReentrantLock();

  /** Guards the order of decisions and what is stored of them; taken before {@link #deciding}. */
  private final ReentrantLock saving = new ReentrantLock();

  private Changes unsaved = Changes.NONE;
  private Instant latest;
  private volatile String trouble = "";

  private Alerting(
      AlertEngine engine,
      AlertStore store,
      List<Destination> destinations,
      Clock clock,
      Duration keep) {
    this.engine = engine;
    this.store = store;
    this.destinations = List.copyOf(destinations);
    this.clock = clock;
    this.keep = keep;
    this.latest = clock.instant();
  }

  /**
   * Goes on with what the store holds. Until something is said of a thing with an open alert, it is
   * as it was.
   */
  public static Alerting open(
      AlertRules rules,
      AlertStore store,
      List<Destination> destinations,
      Clock clock,
      Duration keep)
      throws IOException {
    store.destinations(
        destinations.stream().map(it -> new AlertStore.Place(it.name(), it.address())).toList());
    AlertEngine engine = AlertEngine.restore(rules, store.open(), store.silences(clock.instant()));
    return new Alerting(engine, store, destinations, clock, keep);
  }

  /** Takes in what was seen; cheap, and nothing is decided before the next tick. */
  public void observe(Observation seen) {
    deciding.lock();
    try {
      engine.observe(seen);
    } finally {
      deciding.unlock();
    }
  }

  /**
   * Decides, and stores what was decided. What the store does not take is stored first next time.
   */
  public Changes tick() throws IOException {
    return decide(engine::tick);
  }

  /** What is asked of the engine at a time. */
  private interface Decision {
    Changes at(Instant now);
  }

  private Changes decide(Decision decision) throws IOException {
    saving.lock();
    try {
      save();
      Instant now = now();
      deciding.lock();
      try {
        unsaved = decision.at(now);
      } finally {
        deciding.unlock();
      }
      Changes changes = unsaved;
      save();
      return changes;
    } finally {
      saving.unlock();
    }
  }

  /** Time never goes back, whatever the clock does. */
  private Instant now() {
    Instant now = clock.instant();
    latest = now.isAfter(latest) ? now : latest;
    return latest;
  }

  private void save() throws IOException {
    if (unsaved.isEmpty()) {
      return;
    }
    try {
      store.commit(unsaved, tellings(unsaved));
      unsaved = Changes.NONE;
      trouble = "";
    } catch (IOException e) {
      trouble = "alerts: cannot be stored, none is raised or cleared: " + e.getMessage();
      throw e;
    }
  }

  private List<Telling> tellings(Changes changes) {
    List<Telling> tellings = new ArrayList<>();
    for (AlertEvent event : changes.events()) {
      for (Destination destination : destinations) {
        if (destination.route().takes(event)) {
          tellings.add(new Telling(destination.name(), event));
        }
      }
    }
    return tellings;
  }

  /**
   * Notes that somebody sees to an alert; false when no such alert is open.
   *
   * @param note one line, or empty
   */
  public boolean acknowledge(String alert, String who, String note) throws IOException {
    return command(now -> engine.acknowledge(alert, who, note, now));
  }

  /**
   * Adds a silence that begins now or later; false when there are too many. The same id again has
   * no effect.
   */
  public boolean silence(Silence silence) throws IOException {
    return command(now -> engine.silence(silence, now));
  }

  /** Ends a silence early; false when there is none of this id. */
  public boolean lift(String silence, String who, String note) throws IOException {
    return command(now -> engine.lift(silence, who, note, now));
  }

  /** Ends the alerts of a thing that is watched no more. */
  public void forget(Subject gone, String who, String note) throws IOException {
    decide(now -> engine.forget(gone, who, note, now));
  }

  /** What somebody asks for, which may not be possible. */
  private interface Command {
    Optional<Changes> at(Instant now);
  }

  private boolean command(Command command) throws IOException {
    boolean[] isDone = new boolean[1];
    decide(
        now -> {
          Optional<Changes> changes = command.at(now);
          isDone[0] = changes.isPresent();
          return changes.orElse(Changes.NONE);
        });
    return isDone[0];
  }

  /** Open alerts, the earliest first; folded ones among them. */
  public List<Alert> open() {
    deciding.lock();
    try {
      return engine.open();
    } finally {
      deciding.unlock();
    }
  }

  /** Whether an open alert is silenced now. */
  public boolean isSilenced(Alert alert) {
    deciding.lock();
    try {
      return engine.isSilenced(alert, clock.instant());
    } finally {
      deciding.unlock();
    }
  }

  /** Silences that hold or are to come. */
  public List<Silence> silences() {
    deciding.lock();
    try {
      return engine.silences();
    } finally {
      deciding.unlock();
    }
  }

  /** The steps of an alert, in order. */
  public List<AlertStore.Past> history(String alert) throws IOException {
    return store.history(alert);
  }

  /** Alerts that ended before this time, the latest first. */
  public List<Alert> closed(Instant before, int limit) throws IOException {
    return store.closed(before, limit);
  }

  /** Lets a destination that was disabled have messages again. */
  public void enable(String destination) throws IOException {
    store.enable(destination);
  }

  /** Forgets some of what is old. */
  void prune() throws IOException {
    Instant now = clock.instant();
    store.prune(now.minus(keep), now.minus(KEEP_NOTICES));
  }

  /** What of alerting itself is not well; empty when all is. */
  public List<String> health() {
    List<String> reasons = new ArrayList<>();
    String now = trouble;
    if (!now.isEmpty()) {
      reasons.add(now);
    }
    deciding.lock();
    try {
      if (engine.refused() > 0) {
        reasons.add("alerts: more trouble than fits, " + engine.refused() + " not watched");
      }
    } finally {
      deciding.unlock();
    }
    return reasons;
  }
}
