package org.dockwarden.dock.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.dock.camera.CameraProfile.RecordedAtRule;
import org.junit.jupiter.api.Test;

class RecordedAtTest {
  private static final String GROUPS =
      "(?<year>\\d+)-(?<month>\\d+)-(?<day>\\d+)-(?<hour>\\d+)-(?<minute>\\d+)-(?<second>\\d+)";

  private static Optional<Instant> at(String path) {
    return RecordedAt.of(new RecordedAtRule(GROUPS, "UTC"))
        .of(path.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void takesTwoDigitsOfAYearForThisCentury() {
    assertEquals(Optional.of(Instant.parse("2026-01-02T03:04:05Z")), at("\u00ff26-1-2-3-4-5.mp4"));
  }

  @Test
  void givesNothingForNumbersThatAreNoTime() {
    assertEquals(Optional.empty(), at("99999999999-1-2-3-4-5"));
    assertEquals(Optional.empty(), at("2026-1-2-24-0-0"));
    assertEquals(Optional.empty(), at("clip.mp4"));
  }

  @Test
  void refusesRulesThatCannotWork() {
    for (RecordedAtRule rule :
        new RecordedAtRule[] {
          new RecordedAtRule("(", "UTC"),
          new RecordedAtRule("(?<year>\\d+)", "UTC"),
          new RecordedAtRule(GROUPS, "Europe/Atlantis"),
          new RecordedAtRule(GROUPS + " ".repeat(512), "UTC")
        }) {
      assertThrows(IllegalArgumentException.class, () -> RecordedAt.of(rule));
    }
  }
}
