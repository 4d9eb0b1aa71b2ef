package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.oidc.TestProvider.Fault;
import org.dockwarden.fleet.account.oidc.Trick;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a provider, or somebody in its place, does: nobody is let in, and it is told why. */
@ExpectsLog("^Sign-in with Test provider: ")
final class OidcTroubleIT {
  @TempDir private static Path folder = Path.of("");

  private static OidcHouse house;

  private Browser browser;

  OidcTroubleIT() {}

  @BeforeAll
  static void open() throws IOException {
    house = new OidcHouse(folder, true);
  }

  @AfterAll
  static void close() throws IOException {
    house.close();
  }

  /** A day later all that was counted is forgotten, and all that was kept is too old. */
  @BeforeEach
  void begin() {
    house.console.now = house.console.now.plus(Duration.ofDays(1));
    house.person("uuid-1", "vera", "dw-viewers");
    browser = house.console.browser();
  }

  @AfterEach
  void end() {
    browser.close();
    house.provider.play(null);
    house.provider.callItselfInDiscovery(house.provider.issuer());
    for (String endpoint : List.of("openid-configuration", "keys", "token")) {
      house.provider.fail(endpoint, Optional.empty());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noTrickLetsAnybodyIn(Trick trick) throws Exception {
    house.provider.play(trick);
    assertEquals("/sign-in?told=failed", OidcHouse.signIn(browser, "/"));
    refusedFor(trick.why());
    assertTrue(
        browser.get("/sign-in?told=failed").body().contains("with your provider did not succeed"));

    house.provider.play(null);
    assertEquals("/", OidcHouse.signIn(browser, "/"), "honest again");
  }

  private void refusedFor(String why) throws Exception {
    assertFalse(browser.cookies.containsKey(Browser.SESSION));
    assertEquals(303, browser.get("/me").statusCode());
    AuditEntry entry = house.console.lastAudit();
    assertEquals("sign-in", entry.what());
    assertEquals("unknown", entry.who());
    assertTrue(entry.result().contains(why), entry.result());
    assertFalse(entry.result().contains("\n"), "one line");
  }

  @Test
  void anAnswerIsGoodOnce() throws Exception {
    String back = OidcHouse.pass(browser, OidcHouse.begin(browser, "/"));
    String binding = browser.cookies.getOrDefault("__Host-sign-in", "");
    assertEquals("/", Browser.location(browser.get(back)));
    try (Browser thief = house.console.browser()) {
      thief.cookies.put("__Host-sign-in", binding);
      assertEquals("/sign-in?told=stale", Browser.location(thief.get(back)));
      assertFalse(thief.cookies.containsKey(Browser.SESSION));
      assertEquals("state: unknown, used or expired", house.console.lastAudit().result());
      assertTrue(thief.get("/sign-in?told=stale").body().contains("Please start again"));
    }
  }

  @Test
  void anAnswerIsGoodInTheBrowserThatBeganOnly() throws Exception {
    String back = OidcHouse.pass(browser, OidcHouse.begin(browser, "/"));
    try (Browser victim = house.console.browser()) {
      OidcHouse.begin(victim, "/");
      assertEquals("/sign-in?told=stale", Browser.location(victim.get(back)));
      refusedFor("state: unknown");
      assertTrue(victim.cookies.containsKey("__Host-sign-in"), "keeps what it began itself");
    }
    assertEquals("/", Browser.location(browser.get(back)), "who began is not hindered");
  }

  @Test
  void aCodeIsGoodOnceAndForWhoBeganOnly() throws Exception {
    String first = OidcHouse.pass(browser, OidcHouse.begin(browser, "/"));
    String code = first.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    assertEquals("/", Browser.location(browser.get(first)));
    try (Browser thief = house.console.browser()) {
      String own = OidcHouse.pass(thief, OidcHouse.begin(thief, "/"));
      String used = own.replaceFirst("code=[^&]+", "code=" + code);
      assertEquals("/sign-in?told=failed", Browser.location(thief.get(used)));
      assertTrue(house.console.lastAudit().result().contains("invalid_grant no such code"));

      String unused = OidcHouse.pass(browser, OidcHouse.begin(browser, "/"));
      String stolen = unused.replaceFirst(".*[?&]code=([^&]+).*", "$1");
      own = OidcHouse.pass(thief, OidcHouse.begin(thief, "/"));
      String injected = own.replaceFirst("code=[^&]+", "code=" + stolen);
      assertEquals("/sign-in?told=failed", Browser.location(thief.get(injected)), "PKCE");
      assertFalse(thief.cookies.containsKey(Browser.SESSION));
    }
  }

  @Test
  void aSignInThatTookTooLongStartsAgain() throws Exception {
    String back = OidcHouse.pass(browser, OidcHouse.begin(browser, "/"));
    house.console.now = house.console.now.plus(Duration.ofMinutes(10));
    assertEquals("/sign-in?told=stale", Browser.location(browser.get(back)));
    refusedFor("state: unknown, used or expired");
  }

  @ParameterizedTest
  @CsvSource({
    "openid-configuration, SLOW, no whole answer within 1000 ms",
    "openid-configuration, OVERSIZED, capacity",
    "openid-configuration, BROKEN, status 500",
    "openid-configuration, NO_JSON, expected: 200 with JSON",
    "token, SLOW, no whole answer within 1000 ms",
    "token, OVERSIZED, capacity",
    "token, BROKEN, status 500",
    "token, NO_JSON, expected: JSON with an id token",
    "keys, SLOW, no whole answer within 1000 ms",
    "keys, OVERSIZED, capacity",
    "keys, BROKEN, status 500",
    "keys, NO_JSON, expected: 200 with JSON"
  })
  void whileTheProviderIsNotWellLocalAccountsWork(String endpoint, Fault fault, String why)
      throws Exception {
    house.provider.fail(endpoint, Optional.of(fault));
    HttpResponse<String> begun = browser.post("/sign-in/provider", Map.of());
    String end =
        begun.statusCode() == 200
            ? Browser.location(browser.get(OidcHouse.pass(browser, Browser.location(begun))))
            : Browser.location(begun);
    assertEquals("/sign-in?told=unreachable", end);
    refusedFor(why);
    assertTrue(browser.get(end).body().contains("Your provider does not answer"));
    house.console.signedIn(Role.VIEWER).close();

    house.provider.fail(endpoint, Optional.empty());
    house.console.now = house.console.now.plusSeconds(5);
    assertEquals("/", OidcHouse.signIn(browser, "/"), "well again");
  }

  @Test
  void aProviderThatIsDownIsNotAskedByEveryClick() throws Exception {
    house.provider.fail("openid-configuration", Optional.of(Fault.BROKEN));
    int before = house.provider.count("openid-configuration");
    for (int click = 0; click < 20; click++) {
      assertEquals(
          "/sign-in?told=unreachable",
          Browser.location(browser.post("/sign-in/provider", Map.of())));
    }
    assertEquals(before + 1, house.provider.count("openid-configuration"));
    assertEquals(5, told("status 500"), "nor does every click fill the audit list");
  }

  private static long told(String why) throws IOException {
    return house.console.audit(20).stream()
        .filter(it -> it.at().equals(house.console.now) && it.result().contains(why))
        .count();
  }

  @Test
  void aDocumentOfAnotherIssuerIsNotOurs() throws Exception {
    house.provider.callItselfInDiscovery(house.provider.issuer() + "/");
    assertEquals(
        "/sign-in?told=failed", Browser.location(browser.post("/sign-in/provider", Map.of())));
    refusedFor("discovery: issuer");
  }

  @Test
  void madeUpAnswersFillNoListAndAskNobody() throws Exception {
    int asked = house.provider.count("token");
    for (int attempt = 0; attempt < 20; attempt++) {
      assertEquals(
          "/sign-in?told=stale", Browser.location(browser.get("/sign-in/return?code=x&state=y")));
    }
    assertEquals(5, told("state: unknown"));
    assertEquals(asked, house.provider.count("token"));
    assertEquals("/", OidcHouse.signIn(browser, "/"), "and hinder nobody");
  }

  @Test
  void madeUpCodesAreBroughtToTheProviderEverMoreSeldom() throws Exception {
    int asked = house.provider.count("token");
    for (int attempt = 0; attempt < 20; attempt++) {
      String back = OidcHouse.pass(browser, OidcHouse.begin(browser, "/"));
      browser.get(back.replaceFirst("code=[^&]+", "code=made-up"));
    }
    assertEquals(asked + 5, house.provider.count("token"));
    assertEquals("too many failures from there", house.console.lastAudit().result());
    house.console.now = house.console.now.plusSeconds(1);
    assertEquals("/", OidcHouse.signIn(browser, "/"));
  }

  @Test
  void aSecretThatCannotBeReadIsToldInTheLogOnly() throws Exception {
    Path secret = folder.resolve("secret");
    String before = Files.readString(secret);
    Files.writeString(secret, "\n");
    try {
      assertEquals("/sign-in?told=failed", OidcHouse.signIn(browser, "/"));
      refusedFor("client_secret: ");
      Files.writeString(secret, "another\n");
      assertEquals("/sign-in?told=failed", OidcHouse.signIn(browser, "/"));
      refusedFor("status 401 invalid_client");
    } finally {
      Files.writeString(secret, before);
    }
    assertEquals("/", OidcHouse.signIn(browser, "/"), "read anew each time");
  }
}
