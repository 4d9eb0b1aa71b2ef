package org.dockwarden.fleet.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is bad, was bad lately, or has an open alert: how long it holds, how long it is
 * good, how often it turned bad. Not thread-safe: the engine owns it.
 */
final class Condition {
  final Rule rule;
  private final Map<Severity, Instant> since = new EnumMap<>(Severity.class);
  private final Deque<Instant> onsets = new ArrayDeque<>();
  private Subject subject;
  private Instant at;
  private Instant onset;
  private @Nullable Instant goodSince;
  private @Nullable Severity latched;
  private double value;
  private String detail = "";
  @Nullable OpenAlert alert;

  Condition(Rule rule, Subject subject) {
    this.rule = rule;
    this.subject = subject;
    this.at = Instant.MIN;
    this.onset = Instant.MIN;
  }

  /** One with an open alert from before a restart: bad until it is seen to be good. */
  static Condition restore(Rule rule, OpenAlert alert) {
    Condition condition = new Condition(rule, alert.subject);
    condition.onset = alert.since;
    condition.value = alert.value;
    condition.detail = alert.detail;
    condition.alert = alert;
    for (Severity severity : rule.raise().keySet()) {
      if (severity == rule.mildest() || alert.severity.isAtLeast(severity)) {
        condition.since.put(severity, alert.since);
      }
    }
    return condition;
  }

  /** Takes in what was seen; what is older than the last has no effect. */
  void observe(Observation seen, int maxOnsets) {
    if (seen.at().isBefore(at)) {
      return;
    }
    at = seen.at();
    latch(held(at)); // What held until now counts, also when it ends with this.
    boolean wasBad = isBad();
    for (Severity severity : rule.raise().keySet()) {
      if (rule.reaches(severity, seen.value())) {
        since.putIfAbsent(severity, at);
      } else {
        since.remove(severity);
      }
    }
    if (isBad()) {
      subject = seen.subject();
      value = seen.value();
      detail = seen.detail();
      if (!wasBad) {
        turnBad(maxOnsets);
      }
    }
    if (!rule.isGood(seen.value())) {
      goodSince = null;
    } else if (goodSince == null) {
      goodSince = at;
    }
  }

  private void latch(@Nullable Severity severity) {
    if (severity != null && (latched == null || severity.isAtLeast(latched))) {
      latched = severity;
    }
  }

  private void turnBad(int maxOnsets) {
    onset = at;
    onsets.addLast(at);
    while (onsets.size() > maxOnsets) {
      onsets.removeFirst();
    }
  }

  boolean isBad() {
    return !since.isEmpty();
  }

  /** The worst severity that has held long enough, or null. */
  @Nullable Severity held(Instant now) {
    Severity worst = latched;
    for (Map.Entry<Severity, Instant> level : since.entrySet()) {
      boolean isHeld = !now.isBefore(level.getValue().plus(rule.after()));
      if (isHeld && (worst == null || level.getKey().isAtLeast(worst))) {
        worst = level.getKey();
      }
    }
    return worst;
  }

  boolean flaps(Instant now, AlertRules.Flapping flapping) {
    return onsets.size() >= flapping.times()
        && onsets.getFirst().isAfter(now.minus(flapping.window()));
  }

  /** Whether its open alert ends. */
  boolean isCleared(Instant now, boolean isFlapping, AlertRules.Flapping flapping) {
    Duration good = rule.good();
    if (isFlapping && flapping.calm().compareTo(good) > 0) {
      good = flapping.calm();
    }
    return goodSince != null && !now.isBefore(goodSince.plus(good));
  }

  /** Whether it can be forgotten. */
  boolean isIdle(Instant now, AlertRules.Flapping flapping) {
    return alert == null
        && latched == null
        && !isBad()
        && (onsets.isEmpty() || !onsets.getLast().isAfter(now.minus(flapping.window())));
  }

  OpenAlert open(Instant now, AlertRules.Flapping flapping) {
    Severity severity = held(now);
    boolean flaps = flaps(now, flapping);
    OpenAlert opened =
        OpenAlert.open(
            rule.kind(),
            subject,
            severity == null ? rule.mildest() : severity,
            flaps ? onsets.getFirst() : onset,
            now);
    opened.flapping = flaps;
    opened.value = value;
    opened.detail = detail;
    latched = null;
    alert = opened;
    return opened;
  }

  /** Its alert has ended. After calm the count of flapping begins anew. */
  void close(boolean wasFlapping) {
    alert = null;
    latched = null;
    if (wasFlapping) {
      onsets.clear();
    }
  }

  /** Takes what is seen now into the open alert; whether people would read another text. */
  boolean refresh(OpenAlert open) {
    boolean differs = !open.detail.equals(detail);
    open.value = value;
    open.detail = detail;
    return differs;
  }

  Subject subject() {
    return subject;
  }

  /** When it turned bad the last time. */
  Instant onset() {
    return onset;
  }
}
