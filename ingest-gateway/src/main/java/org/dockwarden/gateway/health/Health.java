package org.dockwarden.gateway.health;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conditions that are not well, by subsystem. A condition has a key, so that the same one said
 * again replaces itself. Logs a condition when it begins and when it ends. Safe for many threads.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  /** A health answer stays readable; further conditions of a subsystem are only counted. */
  private static final int MAX_KEPT = 1000;

  /** What has a health of its own. */
  public enum Subsystem {
    STORE,
    INDEX,
    VERIFICATION,
    EVIDENCE,
    DELIVERY,
    TLS,
    SEALING,
    ATTRIBUTION
  }

  /** How bad it is. */
  public enum Level {
    /** Works, less well than it should: shown, but the gateway serves. */
    NOTICE,
    /** A person has to look. */
    DEGRADED
  }

  /** One condition. */
  public record Condition(Level level, String detail) {}

  private final Map<Subsystem, Map<String, Condition>> conditions = new EnumMap<>(Subsystem.class);

  public Health() {
    for (Subsystem subsystem : Subsystem.values()) {
      conditions.put(subsystem, new LinkedHashMap<>());
    }
  }

  /** Says that something is not as it should be. */
  public synchronized void report(Subsystem subsystem, String key, Level level, String detail) {
    Map<String, Condition> known = of(subsystem);
    Condition condition = new Condition(level, detail);
    if (known.size() < MAX_KEPT || known.containsKey(key)) {
      Condition before = known.put(key, condition);
      if (!condition.equals(before)) {
        log(subsystem, key, condition);
      }
    }
  }

  /** Says that it is well again, or always was. */
  public synchronized void clear(Subsystem subsystem, String key) {
    if (of(subsystem).remove(key) != null) {
      LOG.info("{} {}: well again", subsystem, key);
    }
  }

  /** Whether no condition is {@link Level#DEGRADED}. */
  public synchronized boolean isWell() {
    return conditions.values().stream()
        .flatMap(known -> known.values().stream())
        .noneMatch(condition -> condition.level() == Level.DEGRADED);
  }

  /** The conditions of a subsystem as {@code KEY: DETAIL}, oldest first. */
  public synchronized List<String> details(Subsystem subsystem) {
    List<String> details = new ArrayList<>();
    of(subsystem).forEach((key, condition) -> details.add(key + ": " + condition.detail()));
    return details;
  }

  /** Whether a subsystem has no condition that is {@link Level#DEGRADED}. */
  public synchronized boolean isWell(Subsystem subsystem) {
    return of(subsystem).values().stream().noneMatch(it -> it.level() == Level.DEGRADED);
  }

  private Map<String, Condition> of(Subsystem subsystem) {
    return conditions.getOrDefault(subsystem, Map.of());
  }

  private static void log(Subsystem subsystem, String key, Condition condition) {
    switch (condition.level()) {
      case NOTICE -> LOG.info("{} {}: {}", subsystem, key, condition.detail());
      case DEGRADED -> LOG.warn("{} {}: {}", subsystem, key, condition.detail());
    }
  }
}
