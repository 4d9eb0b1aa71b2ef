package org.dockwarden.dock.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "**/*.mp4, a.MP4, true",
    "**/*.mp4, DCIM/100/a.Mp4, true",
    "**/*.mp4, a.mp4/b, false",
    "**/*.mp4, .mp4, true",
    "*.mp4, DCIM/a.mp4, false",
    "DCIM/*/a, DCIM/x/a, true",
    "DCIM/*/a, DCIM/x/y/a, false",
    "DCIM/**, DCIM/x/y/a, true",
    "DCIM/**, DCIM, false",
    "DCIM/**/*.xml, dcim/a.xml, true",
    "a?c, abc, true",
    "a?c, a/c, false",
    "System Volume Information/**, system volume information/x, true",
    "lost+found/**, lost+found/a, true",
    "$RECYCLE.BIN/**, $Recycle.bin/a, true",
    "a**z, a/b/z, true",
    "[ab], a, false",
    "a, ab, false",
  })
  void comparesWholePathsWithoutRegardToCase(String pattern, String path, boolean expected) {
    assertEquals(expected, Glob.of(pattern).matches(path.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void comparesBytesThatAreNoText() {
    byte[] path = {'a', (byte) 0xff, '\n', '.', 'M', 'P', '4'};
    assertTrue(Glob.of("a??.mp4").matches(path));
    assertTrue(Glob.of("**/*.mp4").matches(path));
  }

  @Test
  void takesNoExponentialTimeForManyStars() {
    byte[] path = "a".repeat(4096).getBytes(StandardCharsets.UTF_8);
    assertEquals(false, Glob.of("*a".repeat(250) + "b").matches(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a"})
  void refusesPatternsThatCanMatchNothing(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> Glob.of(pattern));
  }

  @Test
  void refusesPatternsBeyondTheLimit() {
    Glob.of("a".repeat(512));
    assertThrows(IllegalArgumentException.class, () -> Glob.of("a".repeat(513)));
  }
}
