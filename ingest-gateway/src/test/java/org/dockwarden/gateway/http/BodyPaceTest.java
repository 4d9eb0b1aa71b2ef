package org.dockwarden.gateway.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static BodyPace pace(long bytesPerSecond) {
    return new BodyPace(bytesPerSecond, Duration.ofSeconds(60));
  }

  @Test
  void judgesNothingBeforeTheWindowEnds() {
    BodyPace pace = pace(1024);
    assertTrue(pace.isKept(60 * SECOND - 1, 0));
    assertFalse(pace.isKept(1, 60 * 1024 - 1));
  }

  @Test
  void isKeptByExactlyTheRate() {
    BodyPace pace = pace(1024);
    assertTrue(pace.isKept(60 * SECOND, 60 * 1024));
    assertTrue(pace.isKept(90 * SECOND, 90 * 1024));
    assertFalse(pace.isKept(90 * SECOND, 90 * 1024 - 1));
  }

  @Test
  void givesNoCreditForWhatCameBefore() {
    BodyPace pace = pace(1);
    assertTrue(pace.isKept(60 * SECOND, 1 << 30));
    assertFalse(pace.isKept(60 * SECOND, 59));
  }

  @Test
  void countsNoTimeInWhichNobodyWaits() {
    BodyPace pace = pace(1024);
    for (int i = 0; i < 1000; i++) {
      assertTrue(pace.isKept(0, 1));
    }
  }

  @Test
  void letsAnyPaceDoWhereThereIsNoRate() {
    assertTrue(pace(0).isKept(600 * SECOND, 0));
  }
}
