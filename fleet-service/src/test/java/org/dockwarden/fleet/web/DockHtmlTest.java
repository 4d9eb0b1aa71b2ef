package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockView;
import org.junit.jupiter.api.Test;

final class DockHtmlTest {
  @Test
  void whatDocksSayIsNeverMarkup() {
    DockView dock =
        new DockView(
            new DockKey("g", "<script>"),
            true,
            Instant.EPOCH,
            new TreeMap<>(Map.of("<b>", "\"'&<i>")),
            new TreeMap<>());
    String html = html(List.of(dock), List.of());

    assertFalse(html.contains("<script>"), html);
    assertTrue(html.contains("<dt>&lt;b&gt;</dt><dd>&quot;&#39;&amp;&lt;i&gt;</dd>"), html);
  }

  @Test
  void whatIsDegradedStandsOnThePage() {
    String html = html(List.of(), List.of("broker ssl://b:1: not connected"));
    assertTrue(html.contains("role=\"alert\">broker ssl://b:1: not connected"), html);
  }

  private static String html(List<DockView> docks, List<String> degraded) {
    return new String(DockHtml.write(docks, degraded), StandardCharsets.UTF_8);
  }
}
