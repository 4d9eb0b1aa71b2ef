package org.dockwarden.fleet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThrottleTest {
  private Instant now = Instant.parse("2026-11-28T09:00:00Z");
  private final Throttle throttle = new Throttle(() -> now);

  private void fail(String key, int times) {
    for (int failure = 0; failure < times; failure++) {
      throttle.failed(key);
    }
  }

  @Test
  void theWaitDoublesUpToAQuarterOfAnHour() {
    fail("a", 4);
    assertEquals(Duration.ZERO, throttle.wait("a"));
    fail("a", 1);
    assertEquals(Duration.ofSeconds(1), throttle.wait("a"));
    fail("a", 1);
    assertEquals(Duration.ofSeconds(2), throttle.wait("a"));
    fail("a", 1000);
    assertEquals(Duration.ofMinutes(15), throttle.wait("a"));
    assertEquals(Duration.ZERO, throttle.wait("b"));
    throttle.succeeded("a");
    assertEquals(Duration.ZERO, throttle.wait("a"));
  }

  @Test
  void aDayLaterNothingIsHeldAgainstAnybody() {
    fail("a", 5);
    now = now.plus(Duration.ofDays(1));
    fail("a", 1);
    assertEquals(Duration.ZERO, throttle.wait("a"));
  }

  @Test
  void memoryIsBoundedInKeysAndInTheirLength() {
    fail("first", 5);
    for (int key = 0; key < Throttle.MAX_KEYS * 2; key++) {
      throttle.failed("key " + key);
    }
    assertEquals(Throttle.MAX_KEYS, throttle.size());
    assertEquals(Duration.ZERO, throttle.wait("first"), "the one of longest ago went");
    fail("x".repeat(1_000_000), 5);
    assertTrue(throttle.wait("x".repeat(1_000_001)).isPositive(), "only its beginning is kept");
  }

  @Test
  void aKeyThatGoesOnFailingIsNotPushedOut() {
    for (int key = 0; key < Throttle.MAX_KEYS * 2; key++) {
      throttle.failed("key " + key);
      if (key % 1000 == 0) {
        throttle.failed("guessed at");
      }
    }
    assertTrue(throttle.wait("guessed at").isPositive());
  }

  @Test
  void aWaitIsNewsOnce() {
    assertFalse(throttle.isNews("a"));
    fail("a", 5);
    assertTrue(throttle.isNews("a"));
    assertFalse(throttle.isNews("a"));
    fail("a", 1);
    assertTrue(throttle.isNews("a"), "another wait");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::9, 20010db800010002/64",
    "fe80::1%lo, fe80000000000000/64",
    "::ffff:192.0.2.7, ::ffff:192.0.2.7",
    "command line, command line"
  })
  void aNetworkIsOnePlace(String address, String network) {
    assertEquals(network, Throttle.network(address));
  }
}
