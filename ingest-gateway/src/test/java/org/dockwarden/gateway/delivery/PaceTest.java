package org.dockwarden.gateway.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({
    "-5000, 250", // The clock went back.
    "0, 250",
    "2499, 250",
    "2500, 250",
    "2510, 251",
    "599990, 59999",
    "600000, 60000",
    "600010, 60000",
    "86400000, 60000"
  })
  void looksAgainAfterATenthOfTheWaitingTime(long waitedMillis, long thenMillis) {
    assertEquals(Duration.ofMillis(thenMillis), Pace.afterWaiting(Duration.ofMillis(waitedMillis)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "11, 300", "12, 300", "1000000, 300"})
  void doublesAfterFailuresUpToFiveMinutes(int failures, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), Pace.afterFailures(failures));
  }
}
