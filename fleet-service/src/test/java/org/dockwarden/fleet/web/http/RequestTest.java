package org.dockwarden.fleet.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dockwarden.fleet.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {
  @Test
  void anEncodedSlashStaysInItsSegment() throws Exception {
    assertEquals(List.of("docks", "a:b/c", "d+e"), Request.segments("/docks/a%3Ab%2Fc/d+e"));
    assertEquals(List.of(), Request.segments("/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "/%", "/%zz", "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q"})
  void refusesWhatIsNoPath(String path) {
    assertThrows(Request.Malformed.class, () -> Request.segments(path));
  }

  @Test
  void formsHaveALimit() throws Exception {
    assertEquals(Map.of("a", "1 2", "b", ""), Request.parameters("a=1+2&b"));
    assertThrows(Request.Malformed.class, () -> Request.parameters("a&".repeat(101)));
  }

  @Test
  void patternsNameTheirVariables() {
    Route route =
        Route.guarded("GET", "/docks/{group}/{dock}", Role.VIEWER, _ -> Answer.json(200, "{}"));
    assertEquals(
        Map.of("group", "g", "dock", "d"), route.match(List.of("docks", "g", "d")).orElseThrow());
    assertTrue(route.match(List.of("docks", "g")).isEmpty());
    assertTrue(route.match(List.of("sites", "g", "d")).isEmpty());
  }
}
