package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockTopic;
import org.dockwarden.fleet.dock.DockView;
import org.dockwarden.fleet.dock.HealthListener;
import org.junit.jupiter.api.Test;

final class DockHtmlTest {
  private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");

  @Test
  void whatDocksSayIsNeverMarkup() {
    DockTable table = new DockTable(HealthListener.NONE);
    table.apply(
        DockTopic.parse("spBv1.0/g/NBIRTH/<script>").orElseThrow(),
        SparkplugPayload.of(NOW, List.of(SparkplugMetric.ofText("<b>", NOW, "\"'&<i>")), 0),
        "broker",
        NOW);
    String html = html(table.view(NOW), List.of());

    assertFalse(html.contains("<script>"), html);
    assertTrue(html.contains("<dt>&lt;b&gt;</dt><dd>&quot;&#39;&amp;&lt;i&gt;</dd>"), html);
  }

  @Test
  void whatIsDegradedStandsOnThePage() {
    String html = html(List.of(), List.of("broker ssl://b:1: not connected"));
    assertTrue(html.contains("role=\"alert\">broker ssl://b:1: not connected"), html);
  }

  @Test
  void addressOrBrowserChoosesTheLanguage() {
    assertEquals(Words.WELSH, Words.of(URI.create("/?refresh=5&lang=cy"), List.of("en-GB")));
    assertEquals(Words.ENGLISH, Words.of(URI.create("/?lang=en"), List.of("cy-GB,en;q=0.8")));
    assertEquals(Words.WELSH, Words.of(URI.create("/"), List.of("cy-GB,en;q=0.8")));
    assertEquals(Words.ENGLISH, Words.of(URI.create("/?lang=fr"), List.of()));
  }

  @Test
  void bothLanguagesAreWhole() throws ReflectiveOperationException {
    for (Field field : Words.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        String english = String.valueOf(field.get(Words.ENGLISH));
        assertFalse(english.isBlank(), field.getName());
        assertNotEquals(english, field.get(Words.WELSH), field.getName());
      }
    }
  }

  @Test
  void loadsItselfAgainOnlyWhenAskedTo() {
    assertFalse(html(List.of(), List.of()).contains("http-equiv"));
    String asked =
        new String(DockHtml.write(List.of(), List.of(), Words.WELSH, true), StandardCharsets.UTF_8);
    assertTrue(asked.contains("<html lang=\"cy\">"), asked);
    assertTrue(asked.contains("http-equiv=\"refresh\" content=\"5\""), asked);
    assertTrue(asked.contains("href=\"?lang=cy\">Peidio ag adnewyddu"), asked);
  }

  private static String html(List<DockView> docks, List<String> degraded) {
    return new String(
        DockHtml.write(docks, degraded, Words.ENGLISH, false), StandardCharsets.UTF_8);
  }
}
