package org.dockwarden.evidence.sparkplug;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.UnknownValue;

/** The metrics of an edge node's messages. */
final class MetricRules {
  /** A zone that is taken for UTC is off by half an hour at least. */
  private static final Duration OFF = Duration.ofMinutes(15);

  private static final List<String> NAMES =
      List.of("tck-id-payloads-name-requirement", "tck-id-topics-nbirth-metrics");

  private final Breaches breaches;
  private final Optional<InstantSource> clock;

  /** The metrics of a node or a device: types as they were born, values as they were told last. */
  static final class Known {
    private final Map<String, SparkplugType> types = new HashMap<>();
    private final Map<String, SparkplugValue> values = new HashMap<>();

    Optional<SparkplugType> type(String name) {
      return Optional.ofNullable(types.get(name));
    }
  }

  MetricRules(Breaches breaches, Optional<InstantSource> clock) {
    this.breaches = breaches;
    this.clock = clock;
  }

  void born(String topic, Verb verb, SparkplugPayload payload, Known known) {
    Map<String, SparkplugType> before = Map.copyOf(known.types);
    known.types.clear();
    known.values.clear();
    Set<String> lower = new HashSet<>();
    for (SparkplugMetric metric : payload.metrics()) {
      String name = metric.name().orElse("");
      if (name.isEmpty() || metric.alias().isPresent()) {
        breaches.note(topic, NAMES, metric);
      }
      if (!lower.add(name.toLowerCase(Locale.ROOT)) && !known.types.containsKey(name)) {
        breaches.note(topic, "tck-id-case-sensitivity-metric-names", name);
      }
      if (metric.isHistorical()) {
        breaches.note(topic, values(verb), name + " is historical");
      }
      typed(topic, verb, metric, known);
      SparkplugType was = before.get(name);
      if (was != null && metric.type().isPresent() && was != metric.type().get()) {
        breaches.note(topic, "H-5", name + " was " + was);
      }
    }
    times(topic, verb, payload);
  }

  private void typed(String topic, Verb verb, SparkplugMetric metric, Known known) {
    String name = metric.name().orElse("");
    if (metric.type().isEmpty()) {
      breaches.note(
          topic,
          List.of(
              "tck-id-payloads-metric-datatype-req",
              "tck-id-payloads-metric-datatype-value",
              "tck-id-payloads-metric-datatype-value-type"),
          name);
      return;
    }
    if (!fits(metric.type().get(), metric.value())) {
      breaches.note(topic, values(verb), metric);
    }
    if (known.types.put(name, metric.type().get()) != null) {
      breaches.note(
          topic, verb == Verb.NBIRTH ? "tck-id-topics-nbirth-metrics" : DBIRTH_METRICS, name);
    }
    known.values.put(name, metric.value());
  }

  private static final String DBIRTH_METRICS = "tck-id-topics-dbirth-metrics";

  private static List<String> values(Verb verb) {
    return verb == Verb.NBIRTH
        ? List.of(
            "tck-id-operational-behavior-data-publish-nbirth-values",
            "tck-id-topics-nbirth-metrics")
        : List.of("tck-id-operational-behavior-data-publish-dbirth-values", DBIRTH_METRICS);
  }

  void told(String topic, Verb verb, SparkplugPayload payload, Known known) {
    if (payload.metrics().isEmpty()) {
      breaches.note(topic, verb.ids(Verb.Part.EMPTY), "no metrics");
    }
    times(topic, verb, payload);
    for (SparkplugMetric metric : payload.metrics()) {
      String name = metric.name().orElse("");
      SparkplugType type = known.types.get(name);
      if (metric.alias().isPresent() || type == null) {
        breaches.note(topic, unborn(verb), metric);
        continue;
      }
      if (metric.type().isPresent()) {
        breaches.note(topic, "tck-id-payloads-metric-datatype-not-req", name);
      }
      if (!fits(type, metric.value())) {
        breaches.note(topic, "H-5", name + ": " + metric.value() + " is no " + type);
      }
      if (!metric.isHistorical() && metric.value().equals(known.values.put(name, metric.value()))) {
        breaches.note(topic, unchanged(verb), name + " is still " + metric.value());
      }
    }
    boolean isMixed =
        payload.metrics().stream().map(SparkplugMetric::isHistorical).distinct().count() > 1;
    if (isMixed) {
      breaches.note(topic, "H-17", "historical beside current");
    }
  }

  private static List<String> unborn(Verb verb) {
    return verb == Verb.NDATA
        ? List.of(
            "tck-id-topics-nbirth-metric-reqs", "tck-id-operational-behavior-data-publish-nbirth")
        : List.of(
            "tck-id-topics-dbirth-metric-reqs", "tck-id-operational-behavior-data-publish-dbirth");
  }

  private static List<String> unchanged(Verb verb) {
    return List.of(
        "tck-id-principles-rbe-recommended",
        verb == Verb.NDATA
            ? "tck-id-operational-behavior-data-publish-nbirth-change"
            : "tck-id-operational-behavior-data-publish-dbirth-change");
  }

  /** Each metric has its time, the current ones in order, and all of them in UTC. */
  private void times(String topic, Verb verb, SparkplugPayload payload) {
    Instant last = Instant.MIN;
    for (SparkplugMetric metric : payload.metrics()) {
      if (metric.timestamp().isEmpty()) {
        breaches.note(topic, "tck-id-payloads-name-birth-data-requirement", metric);
        continue;
      }
      Instant at = metric.timestamp().get();
      if (!metric.isHistorical()) {
        utc(topic, "tck-id-payloads-metric-timestamp-in-UTC", at);
        if (at.isBefore(last)) {
          breaches.note(topic, order(verb), metric);
        }
        last = at;
      }
    }
  }

  private static String order(Verb verb) {
    return verb.isOfDevice()
        ? "tck-id-operational-behavior-data-publish-dbirth-order"
        : "tck-id-operational-behavior-data-publish-nbirth-order";
  }

  void utc(String topic, String id, Instant at) {
    if (clock.isPresent() && Duration.between(at, clock.get().instant()).abs().compareTo(OFF) > 0) {
      breaches.note(topic, id, at);
    }
  }

  static boolean fits(SparkplugType type, SparkplugValue value) {
    return switch (value) {
      case SparkplugValue.NullValue _ -> true;
      case IntegerValue _ -> type == SparkplugType.INT64 || type == SparkplugType.DATE_TIME;
      case SparkplugValue.DecimalValue _ -> type == SparkplugType.DOUBLE;
      case SparkplugValue.BooleanValue _ -> type == SparkplugType.BOOLEAN;
      case SparkplugValue.TextValue _ -> type == SparkplugType.STRING;
      case UnknownValue _ -> false;
    };
  }
}
