package org.dockwarden.fleet.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.fleet.query.Backlog;
import org.dockwarden.fleet.query.FleetSummary;
import org.dockwarden.fleet.query.ServiceHealth;
import org.junit.jupiter.api.Test;

final class FleetMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
  private static final Pattern NAME = Pattern.compile("dockwarden_fleet_[a-z_]+");
  private static final Path DASHBOARD = Path.of("../docs/operating/grafana-fleet.json");

  @Test
  void everySampleHasATypeAndAValue() {
    String text = text();
    assertTrue(text.contains("dockwarden_fleet_docks{presence=\"online\"} 3\n"), text);
    assertTrue(text.contains("dockwarden_fleet_bays{state=\"x\\\"\\n\"} 2\n"), text);
    assertTrue(text.contains("dockwarden_fleet_dropped_total{reason=\"flood\"} 9\n"), text);
    assertTrue(text.contains("dockwarden_fleet_backlog_oldest_seconds 90\n"), text);
    Set<String> typed = new TreeSet<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        typed.add(line.split(" ", 4)[2]);
      } else if (!line.startsWith("#")) {
        assertTrue(typed.contains(line.replaceFirst("[{ ].*", "")), line);
      }
    }
  }

  @Test
  void dashboardUsesOnlyNamesThatThereAre() throws Exception {
    Set<String> known = names(text());
    Set<String> used = new TreeSet<>();
    JsonNode dashboard = JsonMapper.builder().build().readTree(Files.readString(DASHBOARD));
    for (JsonNode expression : dashboard.findValues("expr")) {
      used.addAll(names(expression.asText()));
    }
    assertTrue(used.size() > 8, used.toString());
    used.removeAll(known);
    assertEquals(Set.of(), used);
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  private static String text() {
    FleetSummary fleet =
        new FleetSummary(
            NOW,
            2,
            3,
            1,
            new TreeMap<>(Map.of("ready", 5, "x\"\n", 2)),
            4,
            100,
            6,
            new Backlog(7, 8, Optional.of(NOW.minusSeconds(90))),
            1,
            9,
            List.of("history: not written"));
    ServiceHealth health =
        new ServiceHealth(
            new TreeMap<>(Map.of("ssl://b:1", true)),
            new TreeMap<>(Map.of("flood", 9L)),
            1000,
            0,
            0,
            4096,
            0,
            List.of());
    return new String(FleetMetrics.write(fleet, health), StandardCharsets.UTF_8);
  }
}
