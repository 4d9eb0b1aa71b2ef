package org.dockwarden.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P-20. */
class RecordingEndpointTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=0 | 0",
        "wait=1 | 1",
        "wait=29 | 29",
        "wait=30 | 30",
        "wait=31 | 30",
        "wait=999999999 | 30",
        "wait=9999999999 | 0",
        "Wait=5 | 5",
        "respond-async, wait=5 | 5",
        "wait=5; x=1, respond-async | 5",
        "wait | 0",
        "wait= | 0",
        "wait=-1 | 0",
        "wait=1.5 | 0",
        "wait=5x | 0",
        "await=5 | 0",
        "return=minimal | 0"
      })
  void waitsAsLongAsTheClientPrefersAndNeverLongerThanHalfAMinute(String prefer, long seconds) {
    assertEquals(Duration.ofSeconds(seconds), RecordingEndpoint.waitOf(prefer));
  }

  @Test
  void doesNotWaitUnasked() {
    assertEquals(Duration.ZERO, RecordingEndpoint.waitOf(null));
  }
}
