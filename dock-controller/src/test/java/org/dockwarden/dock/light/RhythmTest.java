package org.dockwarden.dock.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockwarden.dock.bay.LightPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RhythmTest {
  /** What somebody sees who sees no colour at all: lit or dark, over six seconds. */
  private static String withoutColour(LightPattern pattern) {
    StringBuilder seen = new StringBuilder();
    for (int millis = 0; millis < 6000; millis += 50) {
      boolean isDark = Rhythm.of(pattern).at(Duration.ofMillis(millis)) == Colour.DARK;
      seen.append(isDark ? '.' : '#');
    }
    return seen.toString();
  }

  @Test
  void everyPatternCanBeToldApartWithoutColour() {
    Map<String, LightPattern> seen = new HashMap<>();
    for (LightPattern pattern : LightPattern.values()) {
      LightPattern same = seen.put(withoutColour(pattern), pattern);
      assertEquals(null, same, () -> same + " looks like " + pattern);
    }
  }

  /** WCAG 2.2, 2.3.1: no more than three flashes in any one second. */
  @ParameterizedTest
  @EnumSource
  void noPatternFlashesMoreThanThreeTimesASecond(LightPattern pattern) {
    List<Integer> begins = new ArrayList<>();
    Colour before = Colour.DARK;
    for (int millis = 0; millis < 10_000; millis += 10) {
      Colour now = Rhythm.of(pattern).at(Duration.ofMillis(millis));
      if (now != before && now != Colour.DARK) {
        begins.add(millis);
      }
      before = now;
    }
    for (int index = 3; index < begins.size(); index++) {
      assertTrue(begins.get(index) - begins.get(index - 3) >= 1000, begins.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WORKING, 0, AMBER, 1000",
    "WORKING, 999, AMBER, 1",
    "WORKING, 1000, DARK, 1000",
    "WORKING, 2000, AMBER, 1000",
    "WORKING, 61500, DARK, 500",
    "SAFE, 2799, BLUE, 1",
    "SAFE, 2800, DARK, 200",
    "READY, 5000, GREEN, 3595000",
    "REFUSED, 0, RED, 200",
    "REFUSED, 400, RED, 200",
    "REFUSED, 600, DARK, 1400",
    "FAULT, 250, DARK, 250",
    "FIND, 700, WHITE, 600",
    "OFF, 1, DARK, 3599999"
  })
  void showsAColourForItsTime(LightPattern pattern, int millis, Colour colour, int left) {
    Duration time = Duration.ofMillis(millis);
    assertEquals(colour, Rhythm.of(pattern).at(time));
    assertEquals(Duration.ofMillis(left), Rhythm.of(pattern).untilNext(time));
  }
}
