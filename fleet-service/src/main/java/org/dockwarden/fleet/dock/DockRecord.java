package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.fleet.dock.DockView.Presence;
import org.dockwarden.fleet.dock.HealthListener.MetricChange;

/** One dock's state. Not thread-safe: {@link DockTable} guards it. */
final class DockRecord {
  /** BayNumber.MAX of the dock side. */
  static final int MAX_BAYS = 128;

  private static final String BIRTH_SEQUENCE = "bdSeq";
  private static final String SINCE = "since";

  private final DockKey key;
  private final NamePool names;
  private final HealthListener listener;
  private final DropCounters allDrops;
  private final DropCounters drops = new DropCounters();
  private final MetricTable metrics = new MetricTable();
  private final NavigableMap<String, BayRecord> bays = new TreeMap<>();
  private final SequenceWindow window = new SequenceWindow();
  private final BirthLog births = new BirthLog();
  private Presence presence = Presence.UNKNOWN;
  private String broker = "";
  private Instant since = Instant.EPOCH;
  private Instant heardAt = Instant.EPOCH;
  private Optional<Duration> clockOffset = Optional.empty();
  private OptionalLong birth = OptionalLong.empty();
  private long revision;

  private static final class BayRecord {
    private final MetricTable metrics = new MetricTable();
    private boolean online;
    private Instant since = Instant.EPOCH;
    private Optional<Instant> offlineSince = Optional.empty();

    void born() {
      online = true;
      offlineSince = Optional.empty();
    }

    /** All of its metrics are stale from then on. */
    void gone(Instant at) {
      if (online) {
        online = false;
        offlineSince = Optional.of(at);
      }
    }
  }

  DockRecord(DockKey key, NamePool names, HealthListener listener, DropCounters allDrops) {
    this.key = key;
    this.names = names;
    this.listener = listener;
    this.allDrops = allDrops;
  }

  void drop(DropReason reason) {
    allDrops.count(reason);
    drops.count(reason);
  }

  /** Takes a message in; false when something was missed before it, or it cannot be understood. */
  boolean apply(DockTopic topic, SparkplugPayload payload, String from, Instant now) {
    heardAt = now;
    broker = from;
    clockOffset = payload.timestamp().map(said -> Duration.between(now, said));
    return switch (topic.kind()) {
      case NBIRTH -> born(payload, now);
      case NDEATH -> died(payload, now);
      case NDATA, DBIRTH, DDATA, DDEATH -> inOrder(topic, payload, now);
    };
  }

  private boolean born(SparkplugPayload payload, Instant now) {
    birth = birthSequence(payload);
    births.born(birth, now);
    window.expect(payload.seq().orElse(0) + 1);
    for (BayRecord bay : bays.values()) {
      bay.gone(now); // it is stale until its own birth
    }
    become(Presence.ONLINE, now);
    metrics.replace(payload.metrics(), now, watcher(Optional.empty()));
    listener.settled(key, Optional.empty(), metrics, now);
    listener.born(key, now);
    boolean isUnderstood = drain(now);
    for (int left = window.clear(); left > 0; left--) {
      drop(DropReason.BEFORE_BIRTH);
    }
    return isUnderstood;
  }

  /** A will that an older connection left behind says nothing about the present one. */
  private boolean died(SparkplugPayload payload, Instant now) {
    boolean isUnheardOf = presence == Presence.UNKNOWN && birth.isEmpty();
    if (!isUnheardOf && !birthSequence(payload).equals(birth)) {
      drop(DropReason.OLD_DEATH);
    } else if (presence != Presence.OFFLINE) {
      window.clear();
      become(Presence.OFFLINE, now);
      bays.values().forEach(bay -> bay.gone(now));
    }
    return true;
  }

  private boolean inOrder(DockTopic topic, SparkplugPayload payload, Instant now) {
    if (payload.seq().isEmpty()) {
      drop(DropReason.NO_SEQUENCE);
      return false;
    }
    int seq = payload.seq().getAsInt();
    SequenceWindow.Held message = new SequenceWindow.Held(topic, payload);
    if (presence != Presence.ONLINE) {
      if (window.hold(seq, message, now) == SequenceWindow.Verdict.ELSEWHERE) {
        drop(DropReason.BEFORE_BIRTH);
      }
      return true; // the birth may be on its way; see expire
    }
    return switch (window.offer(seq, message, now)) {
      case NEXT -> {
        boolean isUnderstood = take(topic, payload, now);
        yield drain(now) && isUnderstood;
      }
      case HELD -> true;
      case ELSEWHERE -> {
        drop(DropReason.GAP);
        giveUp(now);
        window.expect(seq + 1);
        take(topic, payload, now);
        yield false;
      }
    };
  }

  private boolean drain(Instant now) {
    boolean isUnderstood = true;
    for (Optional<SequenceWindow.Held> next = window.poll(now);
        next.isPresent();
        next = window.poll(now)) {
      isUnderstood &= take(next.get().topic(), next.get().payload(), now);
    }
    return isUnderstood;
  }

  /** Takes what waits although something before it is missing. */
  private void giveUp(Instant now) {
    while (window.isWaiting()) {
      window.skip();
      drain(now);
    }
  }

  boolean isWaiting() {
    return window.isWaiting();
  }

  /** Ends a wait that is too long; true when the dock has to be asked for everything. */
  boolean expire(Instant now, Duration timeout) {
    if (!window.isOverdue(now, timeout)) {
      return false;
    }
    if (presence == Presence.ONLINE) {
      drop(DropReason.GAP);
      giveUp(now);
    } else {
      for (int left = window.clear(); left > 0; left--) {
        drop(DropReason.BEFORE_BIRTH);
      }
    }
    return true;
  }

  private boolean take(DockTopic topic, SparkplugPayload payload, Instant now) {
    if (topic.bay().isPresent()) {
      return takeOfBay(topic.kind(), topic.bay().get(), payload, now);
    }
    boolean isKnown = metrics.update(payload.metrics(), now, watcher(Optional.empty()));
    settle(Optional.empty(), metrics, payload, now);
    return isKnown;
  }

  private boolean takeOfBay(
      DockTopic.Kind kind, String name, SparkplugPayload payload, Instant now) {
    BayRecord bay = bays.get(name);
    if (kind == DockTopic.Kind.DBIRTH) {
      if (bay == null && bays.size() == MAX_BAYS) {
        drop(DropReason.TOO_MANY_BAYS);
        return true; // no rebirth would mend it
      }
      bay = bays.computeIfAbsent(names.shared(name), _ -> new BayRecord());
      bay.born();
      bay.metrics.replace(payload.metrics(), now, watcher(Optional.of(name)));
      settleBay(name, bay, payload, now);
      return true;
    }
    if (bay == null || !bay.online) {
      drop(DropReason.UNKNOWN_BAY);
      return false;
    }
    if (kind == DockTopic.Kind.DDEATH) {
      // tck-id-operational-behavior-edge-node-termination-host-action-ddeath-devices-offline
      Optional<Instant> said = payload.timestamp();
      bay.gone(DockClock.isSensible(said, now) ? said.orElse(now) : now);
      return true;
    }
    boolean isKnown = bay.metrics.update(payload.metrics(), now, watcher(Optional.of(name)));
    settleBay(name, bay, payload, now);
    return isKnown;
  }

  private void settleBay(String name, BayRecord bay, SparkplugPayload payload, Instant now) {
    bay.since =
        bay.metrics
            .time(SINCE)
            .or(() -> bay.metrics.metric("state").map(it -> Instant.ofEpochMilli(it.at())))
            .orElse(now);
    settle(Optional.of(name), bay.metrics, payload, now);
  }

  private void settle(
      Optional<String> bay, MetricTable table, SparkplugPayload payload, Instant now) {
    if (!payload.metrics().stream().allMatch(SparkplugMetric::isHistorical)) {
      listener.settled(key, bay, table, now);
    }
  }

  private MetricTable.Watcher watcher(Optional<String> bay) {
    return new MetricTable.Watcher() {
      @Override
      public void changed(MetricChange change) {
        listener.changed(key, bay, change);
      }

      @Override
      public void dropped(DropReason reason) {
        drop(reason);
      }

      @Override
      public String shared(String name) {
        return names.shared(name);
      }
    };
  }

  private void become(Presence now, Instant at) {
    if (presence != now) {
      presence = now;
      since = at;
      if (now != Presence.UNKNOWN) {
        listener.presence(key, now == Presence.ONLINE, at);
      }
    }
  }

  /** Nobody tells us any more whether it is there: the broker where it was heard is gone. */
  void forgetPresence(String lost, Instant now) {
    if (broker.equals(lost) && presence == Presence.ONLINE) {
      window.clear();
      become(Presence.UNKNOWN, now);
      bays.values().forEach(bay -> bay.gone(now));
    }
  }

  String broker() {
    return broker;
  }

  long revision() {
    return revision;
  }

  void revise(long number) {
    revision = number;
  }

  /** A view of the live values, to be used and forgotten under the table's lock. */
  DockView borrow(Instant now) {
    return view(now, MetricTable::live);
  }

  DockView view(Instant now) {
    return view(now, MetricTable::view);
  }

  private DockView view(Instant now, Function<MetricTable, NavigableMap<String, Metric>> values) {
    NavigableMap<String, DockView.BayView> views = new TreeMap<>();
    bays.forEach(
        (name, bay) ->
            views.put(
                name,
                new DockView.BayView(
                    bay.online, bay.since, bay.offlineSince, values.apply(bay.metrics))));
    return new DockView(
        key,
        presence,
        since,
        heardAt,
        birth,
        clockOffset,
        births.sharedName(now),
        values.apply(metrics),
        views,
        drops.view(),
        revision);
  }

  private static OptionalLong birthSequence(SparkplugPayload payload) {
    for (SparkplugMetric metric : payload.metrics()) {
      if (metric.name().equals(Optional.of(BIRTH_SEQUENCE))
          && metric.value() instanceof SparkplugValue.IntegerValue number) {
        return OptionalLong.of(number.value());
      }
    }
    return OptionalLong.empty();
  }
}
