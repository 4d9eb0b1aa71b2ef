package org.dockwarden.agent.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TroubleTest {
  /** As the agent and the dock's hardware write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOWN_ELSEWHERE|bay 3: mount-failed",
        "SHOWN_ELSEWHERE|bay 3 waits: spool-full",
        "SHOWN_ELSEWHERE|gateway: gateway-unreachable",
        "SHOWN_ELSEWHERE|2 recordings quarantined",
        "LIGHTS|lights: none configured (states show on the display only)",
        "LIGHTS|bay 3: light: line 17: Input/output error",
        "SCAN|scan: java.io.IOException: /sys/bus/usb",
        "DEVICE|device at 1-1.7, which is no bay",
        "SLOW|sealing with the slow fallback ChaCha20-Poly1305",
        "HEALTH|broker ssl://127.0.0.1:8883: refused",
        "ASIDE|2 sealed objects set aside",
        "OTHER|the dock's certificate expires 2026-12-01T00:00:00Z",
        "OTHER|journal agent.db was damaged",
      })
  void everyLineIsSomethingToAnOfficer(Trouble trouble, String line) {
    assertEquals(trouble, Trouble.of(line));
  }

  @Test
  void theSameIsSaidOnce() {
    assertEquals(
        Set.of(Trouble.OTHER),
        Trouble.of(List.of("power: no", "charging: no", "bay 1: mount-failed")));
  }
}
