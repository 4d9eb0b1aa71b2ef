package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.web.http.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every route that the console has, also those that are added later, in all the wrong ways. */
final class ConsoleRoutesIT {
  /** What answers without a session; whoever adds one says so here. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /assets/console.css",
          "GET /assets/console.js",
          "GET /assets/icon.svg",
          "GET /sign-in",
          "POST /sign-in",
          "POST /sign-in/provider",
          "GET /sign-in/return",
          "GET /set-up",
          "POST /set-up");

  private static final Map<String, String> FORM =
      Map.of(
          "stock",
          "spare",
          "reason",
          "test",
          "hours",
          "1",
          "note",
          "test",
          "role",
          "viewer",
          "name",
          "new",
          "csv",
          "camera,stock,reason\n");

  @TempDir private Path folder = Path.of("");

  private TestConsole console;

  ConsoleRoutesIT() {}

  @BeforeEach
  void open() throws IOException {
    console = new TestConsole(folder, true, Optional.empty());
  }

  @AfterEach
  void close() throws IOException {
    console.close();
  }

  private List<Route.Guarded> guarded() {
    return console.console().routes().stream()
        .filter(Route.Guarded.class::isInstance)
        .map(Route.Guarded.class::cast)
        .toList();
  }

  private static boolean changes(Route route) {
    return !route.method().equals("GET");
  }

  /** An address of the route at which there is something to do. */
  private static String address(Route route) {
    return route
        .pattern()
        .replace("/bays/{bay}/commands/{command}", "/bays/1/commands/power-cycle")
        .replace("{command}", "rebirth")
        .replaceAll("\\{[a-z]+}", "made-up");
  }

  private static HttpResponse<String> ask(Browser browser, Route route, String csrf)
      throws IOException, InterruptedException {
    Map<String, String> form = new HashMap<>(FORM);
    form.put("csrf", csrf);
    return changes(route) ? browser.post(address(route), form) : browser.get(address(route));
  }

  @Test
  void onlyTheseAreOpen() {
    Set<String> open =
        console.console().routes().stream()
            .filter(Route.Open.class::isInstance)
            .map(it -> it.method() + " " + it.pattern())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(OPEN), open);
  }

  @Test
  void withoutASessionEveryOtherLeadsToSignInAndDoesNothing() throws Exception {
    assertTrue(guarded().stream().filter(ConsoleRoutesIT::changes).count() >= 10);
    try (Browser browser = console.browser()) {
      browser.cookies.put(Browser.SESSION, "A".repeat(43));
      for (Route route : guarded()) {
        HttpResponse<String> answer = ask(browser, route, "0".repeat(64));
        assertEquals(303, answer.statusCode(), route.pattern());
        assertTrue(Browser.location(answer).startsWith("/sign-in"), route.pattern());
      }
    }
    assertEquals(List.of(), console.fleet.changes);
  }

  @Test
  void withoutItsOwnSessionsTokenNothingIsChanged() throws Exception {
    try (Browser browser = console.signedIn(Role.ADMINISTRATOR);
        Browser other = console.signedIn(Role.ADMINISTRATOR)) {
      String others = other.csrf();
      int entries = console.audit(100).size();
      for (Route route : guarded()) {
        for (String csrf : List.of("", "0".repeat(64), others)) {
          if (changes(route)) {
            assertEquals(403, ask(browser, route, csrf).statusCode(), route.pattern());
          }
        }
      }
      assertEquals(200, browser.get("/me").statusCode(), "and is not signed out");
      assertEquals(entries, console.audit(100).size());
    }
    assertEquals(List.of(), console.fleet.changes);
  }

  @Test
  void pagesOfOthersChangeNothing() throws Exception {
    try (Browser browser = console.signedIn(Role.ADMINISTRATOR)) {
      Map<String, String> form = new HashMap<>(FORM);
      form.put("csrf", browser.csrf());
      for (Route route : console.console().routes()) {
        for (String origin : List.of("https://evil.example", "null", "http://localhost")) {
          if (changes(route)) {
            int status = browser.post(address(route), form, origin).statusCode();
            assertEquals(403, status, route.pattern());
          }
        }
      }
    }
    assertEquals(List.of(), console.fleet.changes);
  }

  @ParameterizedTest
  @EnumSource
  void eachRoleMayWhatItMayAndNoMore(Role role) throws Exception {
    try (Browser browser = console.signedIn(role)) {
      String csrf = browser.csrf();
      for (Route.Guarded route : guarded()) {
        if (route.pattern().equals("/sign-out")) {
          continue; // everybody may, and is out: the test of sign-out looks at it
        }
        console.fleet.changes.clear();
        int status = ask(browser, route, csrf).statusCode();
        String what = role.code() + " " + route.method() + " " + route.pattern();
        assertEquals(!role.includes(route.role()), status == 403, what);
        if (status == 403) {
          assertEquals(List.of(), console.fleet.changes, what);
        }
      }
    }
  }

  @Test
  void aViewerCommandsNothingAndAnOperatorKeepsNobody() throws Exception {
    String command = "/docks/force%3Asite/dock-1/commands/rebirth";
    try (Browser viewer = console.signedIn(Role.VIEWER);
        Browser operator = console.signedIn(Role.OPERATOR)) {
      assertEquals(403, viewer.post(command, Map.of("csrf", viewer.csrf())).statusCode());
      assertEquals(List.of(), console.fleet.changes);
      Map<String, String> csrf = Map.of("csrf", operator.csrf());
      assertEquals(303, operator.post(command, csrf).statusCode());
      String name = TestConsole.name(Role.OPERATOR);
      assertEquals(List.of("command rebirth by " + name), console.fleet.changes);
      Map<String, String> promotion = Map.of("csrf", operator.csrf(), "role", "administrator");
      assertEquals(403, operator.post("/accounts/" + name, promotion).statusCode());
      assertEquals(Role.OPERATOR, console.accounts.account(name).orElseThrow().role());
      assertEquals(403, operator.get("/accounts").statusCode());
      assertEquals(403, operator.get("/audit").statusCode());
    }
  }

  @Test
  void signOutEndsThisSessionOnly() throws Exception {
    try (Browser one = console.signedIn(Role.VIEWER);
        Browser other = console.signedIn(Role.VIEWER)) {
      String token = one.cookies.getOrDefault(Browser.SESSION, "");
      HttpResponse<String> out = one.post("/sign-out", Map.of("csrf", one.csrf()));
      assertEquals("/sign-in?told=out", Browser.location(out));
      assertFalse(one.cookies.containsKey(Browser.SESSION));
      one.cookies.put(Browser.SESSION, token);
      assertEquals(303, one.get("/me").statusCode());
      assertEquals(200, other.get("/me").statusCode());
      assertEquals("sign-out", console.lastAudit().what());
    }
  }

  @Test
  void aBrowserThatIsKnownIsNotLockedOutFromElsewhere() throws Exception {
    try (Browser known = console.signedIn(Role.ADMINISTRATOR);
        Browser other = console.browser()) {
      String mark = known.settings.getOrDefault("__Host-known", "");
      assertTrue(mark.endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"), mark);
      String name = TestConsole.name(Role.ADMINISTRATOR);
      Map<String, String> wrong = Map.of("name", name, "password", "wrong");
      for (int guess = 0; guess < 5; guess++) {
        assertEquals(401, other.post("/sign-in", wrong).statusCode());
      }
      Map<String, String> right = Map.of("name", name, "password", TestConsole.PASSWORD);
      HttpResponse<String> waits = other.post("/sign-in", right);
      assertEquals(429, waits.statusCode());
      assertEquals("2", waits.headers().firstValue("retry-after").orElse(""));
      known.cookies.remove(Browser.SESSION);
      assertEquals(303, known.post("/sign-in", right).statusCode());
    }
  }
}
