package org.dockwarden.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AlertWordsTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void everyKindSaysWhatIsWrongWhereSinceWhenAndWhatToDo() {
    for (AlertWords words : AlertWords.values()) {
      for (AlertKind kind : AlertKind.values()) {
        for (Subject subject : List.of(Subject.bay("s", "d", "3"), Subject.site("s"))) {
          AlertText text = words.text(alert(kind, subject, 12.9, "code-7"), LONDON);
          for (String part : List.of(text.title(), text.what(), text.where(), text.todo())) {
            assertFalse(part.isBlank() || part.contains("{") || part.contains("%d"), part);
          }
          assertTrue(text.what().endsWith(".") || text.what().endsWith("code-7"), text.what());
          assertTrue(text.todo().endsWith("."), text.todo());
        }
      }
    }
  }

  @Test
  void languagesDiffer() {
    for (AlertKind kind : AlertKind.values()) {
      Alert alert = alert(kind, Subject.dock("s", "d"), 12, "x");
      AlertText english = AlertWords.ENGLISH.text(alert, LONDON);
      AlertText welsh = AlertWords.WELSH.text(alert, LONDON);
      assertNotEquals(english.title(), welsh.title());
      assertNotEquals(english.what(), welsh.what());
      assertNotEquals(english.todo(), welsh.todo());
    }
  }

  @Test
  void placesAndTimesAreTheReaders() {
    Alert alert = alert(AlertKind.BAY_FAULT, Subject.bay("north", "d7", "3"), 1, "too-hot");
    AlertText english = AlertWords.ENGLISH.text(alert, LONDON);
    assertEquals("Site north, dock d7, bay 3", english.where());
    assertEquals("1 Jul 2026, 13:00 BST", english.since());
    assertEquals("The bay has a fault: too-hot.", english.what());
    AlertText welsh = AlertWords.WELSH.text(alert, LONDON);
    assertEquals("Safle north, doc d7, bae 3", welsh.where());
    assertTrue(welsh.since().contains("Gorff"), welsh.since());
  }

  @Test
  void aSiteCountsItsDocksAndWhatFlapsIsNamed() {
    AlertText text =
        AlertWords.ENGLISH.text(alert(AlertKind.DOCK_OFFLINE, Subject.site("s"), 1, ""), LONDON);
    assertTrue(text.what().startsWith("12 of 40 docks"), text.what());
    assertTrue(text.what().endsWith("It comes and goes."), text.what());
  }

  @Test
  void foreignTextIsOneLine() {
    assertEquals("a b", Line.of("a\r\nb".replace("\r\n", "\n"), 10));
    assertEquals("a  b\uFFFDc", Line.of("a\r\nb\u202Ec", 10));
    assertEquals("ab", Line.of("abc", 2));
    assertEquals("\uFFFD", Line.of("\uD800", 2));
  }

  private static Alert alert(AlertKind kind, Subject subject, double value, String detail) {
    Instant since = Instant.parse("2026-07-01T12:00:00Z");
    return new Alert(
        "al-1",
        kind,
        subject,
        Severity.WARNING,
        since,
        since,
        Optional.empty(),
        value,
        detail,
        12,
        40,
        subject.isSite(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }
}
