package org.dockwarden.dock.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.dockwarden.dock.camera.CameraProfile.BatteryRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F-26. */
final class BatteryLevelTest {
  @ParameterizedTest
  @CsvSource({
    "'Battery: 83 %', 83",
    "'BATTERY:0%', 0",
    "'x battery: 100%', 100",
    "'battery: 101%', -1",
    "'battery: 1000%', -1",
    "'battery: ?%', -1",
    "'', -1"
  })
  void tellsWhatTheTextTellsAndNothingElse(String text, int percent) {
    BatteryLevel level = BatteryLevel.of(new BatteryRule("s", "battery: *(?<percent>\\d+) *%"));
    OptionalInt expected = percent < 0 ? OptionalInt.empty() : OptionalInt.of(percent);
    assertEquals(expected, level.in(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(\\d+)", "(?<percent>", "(?<level>\\d+)"})
  void refusesAPatternThatIsNone(String pattern) {
    BatteryRule rule = new BatteryRule("s", pattern);
    assertThrows(IllegalArgumentException.class, () -> BatteryLevel.of(rule));
  }
}
