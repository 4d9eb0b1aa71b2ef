package org.dockwarden.fleet.dock;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugValue;

/** One dock's state. Not thread-safe: {@link DockTable} guards it. */
final class DockRecord {
  /** BayNumber.MAX of the dock side. */
  static final int MAX_BAYS = 128;

  private static final String BIRTH_SEQUENCE = "bdSeq";

  private final DockKey key;
  private final MetricTable metrics = new MetricTable();
  private final NavigableMap<String, BayRecord> bays = new TreeMap<>();
  private boolean online;
  private Instant heardAt = Instant.EPOCH;
  private Instant rebirthAskedAt = Instant.EPOCH;
  private int nextSeq;
  private OptionalLong birth = OptionalLong.empty();

  private static final class BayRecord {
    private final MetricTable metrics = new MetricTable();
    private boolean online;
  }

  DockRecord(DockKey key) {
    this.key = key;
  }

  /** Takes a message in; false when something was missed before it, or it cannot be understood. */
  boolean apply(DockTopic topic, SparkplugPayload payload, Instant now) {
    heardAt = now;
    return switch (topic.kind()) {
      case NBIRTH -> born(payload);
      case NDEATH -> died(payload);
      case NDATA -> inSequence(payload) && metrics.update(payload.metrics());
      case DBIRTH, DDATA, DDEATH ->
          inSequence(payload) && applyToBay(topic.kind(), topic.bay().orElseThrow(), payload);
    };
  }

  private boolean born(SparkplugPayload payload) {
    online = true;
    birth = birthSequence(payload);
    nextSeq = following(payload.seq());
    metrics.replace(payload.metrics());
    bays.values().forEach(bay -> bay.online = false);
    return true;
  }

  /** A will that an older connection left behind says nothing about the present one. */
  private boolean died(SparkplugPayload payload) {
    if (birthSequence(payload).equals(birth) || birth.isEmpty()) {
      forgetPresence();
    }
    return true;
  }

  private boolean inSequence(SparkplugPayload payload) {
    boolean isNext = online && payload.seq().isPresent() && payload.seq().getAsInt() == nextSeq;
    nextSeq = following(payload.seq());
    return isNext;
  }

  private boolean applyToBay(DockTopic.Kind kind, String name, SparkplugPayload payload) {
    BayRecord bay = bays.get(name);
    if (kind == DockTopic.Kind.DBIRTH) {
      if (bay == null && bays.size() == MAX_BAYS) {
        return true; // no rebirth would mend it
      }
      BayRecord born = bays.computeIfAbsent(name, _ -> new BayRecord());
      born.online = true;
      born.metrics.replace(payload.metrics());
      return true;
    }
    if (bay == null || !bay.online) {
      return false;
    }
    if (kind == DockTopic.Kind.DDEATH) {
      bay.online = false;
      return true;
    }
    return bay.metrics.update(payload.metrics());
  }

  void forgetPresence() {
    online = false;
    bays.values().forEach(bay -> bay.online = false);
  }

  boolean mayAskForRebirth(Instant now, Duration pace) {
    if (now.isBefore(rebirthAskedAt.plus(pace))) {
      return false;
    }
    rebirthAskedAt = now;
    return true;
  }

  DockView view() {
    NavigableMap<String, DockView.BayView> views = new TreeMap<>();
    bays.forEach(
        (name, bay) -> views.put(name, new DockView.BayView(bay.online, bay.metrics.view())));
    return new DockView(key, online, heardAt, metrics.view(), views);
  }

  private static int following(OptionalInt seq) {
    return (seq.orElse(0) + 1) % (SparkplugPayload.MAX_SEQ + 1);
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
