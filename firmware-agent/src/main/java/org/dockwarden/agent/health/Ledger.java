package org.dockwarden.agent.health;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.dockwarden.agent.health.metric.Catalogue;
import org.dockwarden.agent.health.metric.Reading;
import org.dockwarden.agent.health.metric.Readings;
import org.dockwarden.agent.health.metric.Teller;
import org.dockwarden.agent.health.outbox.Change;
import org.dockwarden.agent.health.outbox.Outbox;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.status.StatusSource;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugValue.TextValue;

/**
 * What is to be told: looks, compares, and keeps what nobody hears. While a session lives, changes
 * wait in memory for it and stay there until it has outlived them (H-18); otherwise they go to the
 * outbox. Thread-safe.
 */
final class Ledger {
  /** Longer than a dead connection can stay unnoticed: three keep-alives (H-18). */
  static final long ARRIVED_NANOS = 90_000_000_000L;

  /** Changes in memory for the session; more than any burst of 128 bays. */
  private static final int MAX_LIVE = 1024;

  private static final int MAX_UNCONFIRMED = 4096;

  private final StatusSource source;
  private final Facts facts;
  private final Outbox outbox;
  private final List<String> nodeCommands;
  private final List<String> bayCommands;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final UploadRate rate = new UploadRate();
  private final Map<Optional<String>, Teller> tellers = new HashMap<>();
  private final Map<Optional<String>, Set<String>> born = new HashMap<>();
  private final Map<Optional<String>, String> results = new HashMap<>();
  private final Deque<Change> live = new ArrayDeque<>();
  private final Deque<Sent> unconfirmed = new ArrayDeque<>();
  private boolean hasSession;
  private boolean needsBirth;

  private record Sent(Change change, long nanos) {}

  /** All metrics of the dock (no device) or of a bay. */
  record Birth(Optional<String> device, List<SparkplugMetric> metrics) {
    Birth {
      metrics = List.copyOf(metrics);
    }
  }

  private record Look(Optional<String> device, List<Reading> readings) {}

  Ledger(
      StatusSource source,
      Facts facts,
      Outbox outbox,
      List<String> nodeCommands,
      List<String> bayCommands,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.source = source;
    this.facts = facts;
    this.outbox = outbox;
    this.nodeCommands = List.copyOf(nodeCommands);
    this.bayCommands = List.copyOf(bayCommands);
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Looks at the dock, and notes what has changed; returns whether anybody waits for it. */
  synchronized boolean look() throws IOException {
    Instant at = now();
    for (Look look : looks(at)) {
      Teller teller = tellers.computeIfAbsent(look.device(), _ -> new Teller());
      Teller.News news = teller.changed(look.readings(), at, nanoTime.getAsLong());
      if (!news.metrics().isEmpty()) {
        keep(new Change(look.device(), news.isEvent(), at, news.metrics()));
      }
    }
    outbox.confirm(nanoTime.getAsLong() - ARRIVED_NANOS);
    while (!unconfirmed.isEmpty()
        && nanoTime.getAsLong() - unconfirmed.getFirst().nanos() > ARRIVED_NANOS) {
      unconfirmed.removeFirst();
    }
    return !live.isEmpty() || needsBirth;
  }

  /** H-4: what the birth did not have waits for another one. */
  private void keep(Change change) {
    if (!hasSession) {
      outbox.add(change);
      return;
    }
    if (live.size() >= MAX_LIVE) {
      live.forEach(outbox::add); // In order, so all of it.
      live.clear();
    }
    live.add(change);
    Set<String> known = born.getOrDefault(change.device(), Set.of());
    needsBirth |= !change.metrics().stream().allMatch(it -> known.contains(it.name().orElse("")));
  }

  private List<Look> looks(Instant at) throws IOException {
    AgentStatus status = source.status();
    long perSecond = rate.perSecond(status.sentBytes(), nanoTime.getAsLong());
    Readings.Kept kept =
        new Readings.Kept(outbox.waiting() + live.size(), outbox.dropped(), outbox.droppedEvents());
    List<Look> looks = new ArrayList<>();
    List<Reading> node = new ArrayList<>(Readings.node(status, facts.dock(), kept, perSecond, at));
    addCommands(Optional.empty(), nodeCommands, node);
    looks.add(new Look(Optional.empty(), node));
    for (BayStatus bay : status.bays()) {
      Optional<String> device = Optional.of(device(bay));
      List<Reading> readings =
          new ArrayList<>(Readings.bay(bay, facts.camera(bay), facts.holder(bay)));
      addCommands(device, bayCommands, readings);
      looks.add(new Look(device, readings));
    }
    return looks;
  }

  private void addCommands(Optional<String> device, List<String> commands, List<Reading> readings) {
    commands.forEach(name -> readings.add(Reading.ofNull(Catalogue.command(name))));
    String result = results.get(device);
    readings.add(
        result == null
            ? Reading.ofNull(Catalogue.COMMAND_RESULT)
            : new Reading(Catalogue.COMMAND_RESULT, new TextValue(result)));
  }

  /** The device that a bay is (H-1). */
  static String device(BayStatus bay) {
    return "bay-" + bay.bay().number();
  }

  /** The answer to a command, of the dock or of a bay: each is told, however many a second. */
  synchronized void result(Optional<String> told, String json) {
    // A bay that this dock has not: the dock answers for it.
    Optional<String> device = tellers.containsKey(told) ? told : Optional.empty();
    results.put(device, json);
    Reading reading = new Reading(Catalogue.COMMAND_RESULT, new TextValue(json));
    Instant at = now();
    Teller teller = tellers.computeIfAbsent(device, _ -> new Teller());
    Teller.News news = teller.changed(List.of(reading), at, nanoTime.getAsLong());
    if (!news.metrics().isEmpty()) {
      keep(new Change(device, true, at, news.metrics()));
    }
  }

  /** A session begins, or begins anew: what it has to be born with, the dock first. */
  synchronized List<Birth> begin() throws IOException {
    if (hasSession) {
      end(); // Who asks for a birth has missed something.
    }
    look();
    Instant at = now();
    List<Birth> births = new ArrayList<>();
    born.clear();
    for (Look look : looks(at)) {
      Teller teller = tellers.computeIfAbsent(look.device(), _ -> new Teller());
      List<SparkplugMetric> metrics = teller.born(look.readings(), at, nanoTime.getAsLong());
      Set<String> names = new HashSet<>();
      metrics.forEach(metric -> names.add(metric.name().orElse("")));
      born.put(look.device(), names);
      births.add(new Birth(look.device(), metrics));
    }
    hasSession = true;
    needsBirth = false;
    return births;
  }

  /** The session has ended: what it cannot be sure of, and what it did not send, is kept. */
  synchronized void end() {
    hasSession = false;
    outbox.rewind();
    unconfirmed.forEach(sent -> outbox.add(sent.change()));
    unconfirmed.clear();
    live.forEach(outbox::add);
    live.clear();
  }

  /** Whether there are metrics that no birth had (H-4). */
  synchronized boolean needsBirth() {
    return needsBirth;
  }

  /** The next change for the session; it counts as sent now. */
  synchronized Optional<Change> next() {
    Change change = needsBirth ? null : live.pollFirst();
    if (change == null) {
      return Optional.empty();
    }
    unconfirmed.add(new Sent(change, nanoTime.getAsLong()));
    if (unconfirmed.size() > MAX_UNCONFIRMED) {
      outbox.add(unconfirmed.removeFirst().change()); // Told twice rather than never.
    }
    return Optional.of(change);
  }

  /** The next change from before the session. Metrics that no birth has are left out. */
  synchronized Optional<Change> nextHistorical() {
    return outbox.send(nanoTime.getAsLong()).map(this::asBorn);
  }

  /** H-4 holds for what is historical, too: a sensor of a former run may be gone. */
  private Change asBorn(Change change) {
    Set<String> known = born.getOrDefault(change.device(), Set.of());
    return new Change(
        change.device(),
        change.isEvent(),
        change.at(),
        change.metrics().stream().filter(it -> known.contains(it.name().orElse(""))).toList());
  }

  synchronized boolean hasHistory() {
    return !outbox.isIdle();
  }

  /** What is wrong with the outbox, if anything is. */
  synchronized Optional<String> trouble() {
    return outbox.trouble();
  }
}
