package org.dockwarden.fleet.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Sessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in with a provider that behaves, as a browser sees it. */
final class OidcSignInIT {
  private static final String HOME = "/cameras?wear=1";

  @TempDir private Path folder = Path.of("");

  private OidcHouse house;
  private Browser browser;

  OidcSignInIT() {}

  @BeforeEach
  void open() throws IOException {
    house = new OidcHouse(folder, true);
    browser = house.console.browser();
    house.person("uuid-1", "vera", "staff", "dw-viewers");
  }

  @AfterEach
  void close() throws IOException {
    browser.close();
    house.close();
  }

  @Test
  void leadsBackToThePageThatWasAskedForWithTheRoleOfTheGroup() throws Exception {
    assertTrue(browser.get("/sign-in").body().contains("Sign in with Test provider"));
    assertEquals(HOME, OidcHouse.signIn(browser, HOME));
    assertEquals(200, browser.get("/me").statusCode());
    assertEquals(403, browser.get("/audit").statusCode());

    Account vera = house.console.accounts.account("vera@localhost").orElseThrow();
    assertEquals(Role.VIEWER, vera.role());
    assertEquals(Optional.of(house.provider.issuer() + "|uuid-1"), vera.subject());
    List<AuditEntry> entries = house.console.audit(2);
    assertEquals("sign-in", entries.get(0).what());
    assertEquals(AuditEntry.DONE, entries.get(0).result());
    assertEquals("vera@localhost", entries.get(0).who());
    assertEquals("127.0.0.1", entries.get(0).from());
    assertEquals("account.add", entries.get(1).what());
  }

  @Test
  void cookiesAreForThisHostOnlyAndHiddenFromScripts() throws Exception {
    String address = OidcHouse.begin(browser, "/");
    String binding = browser.settings.getOrDefault("__Host-sign-in", "");
    assertTrue(binding.endsWith("; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax"), binding);
    assertFalse(address.contains(browser.cookies.getOrDefault("__Host-sign-in", "?")));
    browser.get(OidcHouse.pass(browser, address));
    assertFalse(browser.cookies.containsKey("__Host-sign-in"), "forgotten when it is used");
    String session = browser.settings.getOrDefault(Browser.SESSION, "");
    assertTrue(session.endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax"), session);
  }

  @Test
  void formsLeadNowhereElseSoThePageGoesByItself() throws Exception {
    HttpResponse<String> away = browser.post("/sign-in/provider", Map.of("next", "/"));
    assertEquals(200, away.statusCode());
    assertTrue(Browser.location(away).startsWith(house.provider.issuer() + "/authorize?"));
    assertTrue(
        away.headers()
            .firstValue("content-security-policy")
            .orElse("")
            .contains("form-action 'self';"));
  }

  @Test
  void aSessionOfBeforeEnds() throws Exception {
    Browser local = house.console.signedIn(Role.ADMINISTRATOR);
    String before = local.cookies.getOrDefault(Browser.SESSION, "");
    OidcHouse.signIn(local, "/");
    assertNotEquals(before, local.cookies.get(Browser.SESSION));
    assertEquals(403, local.get("/audit").statusCode(), "who they are now");
    browser.cookies.put(Browser.SESSION, before);
    assertEquals("/sign-in?next=%2Fme", Browser.location(browser.get("/me")), "planted or kept");
    local.close();
  }

  @Test
  void sessionsEndAsThoseOfLocalAccountsDo() throws Exception {
    OidcHouse.signIn(browser, "/");
    house.console.now = house.console.now.plus(Sessions.IDLE).minusSeconds(1);
    assertEquals(200, browser.get("/me").statusCode());
    for (int use = 0; use < 23; use++) {
      house.console.now = house.console.now.plus(Duration.ofMinutes(29));
      assertEquals(200, browser.get("/me").statusCode());
    }
    house.console.now = TestConsole.START.plus(Sessions.LONGEST);
    assertEquals(303, browser.get("/me").statusCode());
  }

  @Test
  void theRoleIsWhatTheProviderSaysEachTime() throws Exception {
    OidcHouse.signIn(browser, "/");
    house.person("uuid-1", "vera", "dw-viewers", "dw-admins");
    OidcHouse.signIn(browser, "/");
    assertEquals(200, browser.get("/audit").statusCode(), "the highest of several");
    assertEquals("vera@localhost administrator", house.console.audit(3).get(2).object());
    house.person("uuid-1", "vera", "dw-viewers");
    try (Browser other = house.console.browser()) {
      OidcHouse.signIn(other, "/");
    }
    assertEquals(403, browser.get("/audit").statusCode(), "also in sessions that are open");
  }

  @Test
  void whoHasNoRoleIsToldSoAndIsOut() throws Exception {
    OidcHouse.signIn(browser, "/");
    house.person("uuid-1", "vera", "staff");
    try (Browser other = house.console.browser()) {
      assertEquals("/sign-in?told=no-role", OidcHouse.signIn(other, "/"));
      assertTrue(other.get("/sign-in?told=no-role").body().contains("you have no role here. Ask"));
      assertTrue(
          other.get("/sign-in?told=no-role&lang=cy").body().contains("nid oes gennych rôl yma"));
      assertFalse(other.cookies.containsKey(Browser.SESSION));
    }
    assertEquals("no role in [staff]", house.console.lastAudit().result());
    assertEquals("vera@localhost", house.console.lastAudit().who());
    assertEquals(303, browser.get("/me").statusCode(), "the session of before has ended");
  }

  @Test
  void whoIsShutOutHereStaysOut() throws Exception {
    OidcHouse.signIn(browser, "/");
    try (Browser admin = house.console.signedIn(Role.ADMINISTRATOR)) {
      String csrf = admin.csrf();
      String address = "/accounts/vera%40localhost";
      HttpResponse<String> role = admin.post(address, Map.of("csrf", csrf, "role", "operator"));
      assertEquals("/accounts?result=role-of-provider", Browser.location(role));
      HttpResponse<String> shut = admin.post(address, Map.of("csrf", csrf, "role", "none"));
      assertEquals("/accounts?result=done", Browser.location(shut));
    }
    assertEquals("/sign-in?told=no-role", OidcHouse.signIn(browser, "/"));
    assertEquals("not active", house.console.lastAudit().result());
    house.person("uuid-1", "vera");
    assertEquals("/sign-in?told=no-role", OidcHouse.signIn(browser, "/"));
    assertFalse(house.console.accounts.account("vera@localhost").orElseThrow().active());
  }

  @Test
  void anAccountIsTheSubjectsWhateverItIsCalled() throws Exception {
    OidcHouse.signIn(browser, "/");
    house.person("uuid-2", "vera", "dw-admins");
    OidcHouse.signIn(browser, "/");
    String second = house.console.lastSignIn().who();
    assertTrue(second.matches("vera@localhost#[0-9a-f]{8}"), second);
    assertEquals(
        Role.VIEWER, house.console.accounts.account("vera@localhost").orElseThrow().role());
    house.person("uuid-1", "vera.married", "dw-viewers");
    OidcHouse.signIn(browser, "/");
    assertEquals("vera@localhost", house.console.lastSignIn().who());
  }

  @Test
  void aNameNeverBecomesThatOfALocalAccount() throws Exception {
    house.person("uuid-3", TestConsole.name(Role.ADMINISTRATOR), "dw-viewers");
    OidcHouse.signIn(browser, "/");
    assertEquals(
        TestConsole.name(Role.ADMINISTRATOR) + "@localhost", house.console.lastSignIn().who());
    house.person("uuid-4", "\u202eanimda\n<b>@x", "dw-viewers");
    OidcHouse.signIn(browser, "/");
    assertEquals("\ufffdanimda <b>@x", house.console.lastSignIn().who());
    assertFalse(browser.get("/me").body().contains("<b>"));
  }

  @Test
  void everyAlgorithmOfKeyPairsIsTaken() throws Exception {
    for (JWSAlgorithm algorithm :
        List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA)) {
      house.provider.signWith(algorithm);
      assertEquals("/", OidcHouse.signIn(browser, "/"), algorithm.getName());
    }
    assertEquals(1, house.provider.count("keys"), "kept");
    assertEquals(1, house.provider.count("openid-configuration"), "kept");
  }

  @Test
  void newKeysAreFetchedWhenATokenNeedsThem() throws Exception {
    OidcHouse.signIn(browser, "/");
    house.provider.rotateKeys();
    house.console.now = house.console.now.plusSeconds(31);
    assertEquals("/", OidcHouse.signIn(browser, "/"));
    assertEquals(2, house.provider.count("keys"));
    house.console.now = house.console.now.plus(Duration.ofHours(1));
    assertEquals("/", OidcHouse.signIn(browser, "/"));
    assertEquals(3, house.provider.count("keys"), "kept for an hour");
    assertEquals(2, house.provider.count("openid-configuration"), "kept for an hour");
  }

  @Test
  @ExpectsLog("Sign-in with Test provider: id token: key rsa-3 is not among the provider's keys")
  void keysAreNotFetchedForEveryTokenWithAMadeUpKeyId() throws Exception {
    OidcHouse.signIn(browser, "/");
    house.provider.rotateKeys();
    house.console.now = house.console.now.plusSeconds(31);
    OidcHouse.signIn(browser, "/");
    house.provider.rotateKeys();
    for (int attempt = 0; attempt < 4; attempt++) {
      assertEquals("/sign-in?told=failed", OidcHouse.signIn(browser, "/"));
    }
    assertEquals(2, house.provider.count("keys"));
    house.console.now = house.console.now.plusSeconds(30);
    assertEquals("/", OidcHouse.signIn(browser, "/"));
    assertEquals(3, house.provider.count("keys"));
  }

  @Test
  void theSecretGoesIntoTheFormWhereTheProviderWantsItThere() throws Exception {
    house.provider.takeSecretInFormOnly();
    assertEquals("/", OidcHouse.signIn(browser, "/"));
  }

  @Test
  void signOutAlsoSignsOutAtTheProvider() throws Exception {
    OidcHouse.signIn(browser, "/");
    HttpResponse<String> away = browser.post("/sign-out", Map.of("csrf", browser.csrf()));
    assertFalse(browser.cookies.containsKey(Browser.SESSION));
    assertEquals("sign-out", house.console.lastAudit().what());
    HttpResponse<String> there = browser.get(Browser.location(away));
    assertTrue(house.provider.lastLogout().contains("id_token_hint=ey"));
    assertEquals(TestConsole.PUBLIC + "/sign-in?told=out", Browser.location(there));
    assertTrue(browser.get(Browser.location(there)).body().contains("You are signed out."));
    assertEquals(303, browser.get("/me").statusCode());
  }

  @Test
  void whoHasALocalAccountIsNotSentToTheProviderToSignOut() throws Exception {
    try (Browser local = house.console.signedIn(Role.VIEWER)) {
      HttpResponse<String> out = local.post("/sign-out", Map.of("csrf", local.csrf()));
      assertEquals("/sign-in?told=out", Browser.location(out));
      assertEquals(0, house.provider.count("logout"));
    }
  }

  @Test
  void noPageOfSomebodyElseIsGoneToAfterwards() throws Exception {
    for (String next :
        List.of(
            "https://evil.example/", "//evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a")) {
      assertEquals("/", OidcHouse.signIn(browser, next), next);
    }
  }

  @Test
  void withoutLocalAccountsThereIsOnlyTheProvider() throws Exception {
    Browser local = house.console.signedIn(Role.ADMINISTRATOR);
    house.console.restart(false, Optional.of(house.settings));
    try (Browser later = house.console.browser()) {
      later.cookies.putAll(local.cookies);
      assertEquals(303, later.get("/me").statusCode(), "its session has ended");
      assertEquals("session.end", house.console.lastAudit().what());
      String page = later.get("/sign-in").body();
      assertTrue(page.contains("Sign in with Test provider"));
      assertFalse(page.contains("type=\"password\""));
      Map<String, String> form =
          Map.of("name", TestConsole.name(Role.VIEWER), "password", TestConsole.PASSWORD);
      assertEquals(404, later.post("/sign-in", form).statusCode());
      assertEquals("/sign-in", Browser.location(later.get("/set-up")));

      house.person("uuid-9", "ada", "dw-admins");
      OidcHouse.signIn(later, "/");
      String accounts = later.get("/accounts").body();
      assertTrue(accounts.contains("switched off here"));
      assertFalse(accounts.contains("type=\"password\""));
      HttpResponse<String> added =
          later.post(
              "/accounts",
              Map.of(
                  "csrf",
                  later.csrf(),
                  "name",
                  "x",
                  "role",
                  "viewer",
                  "password",
                  "long enough it is"));
      assertEquals("/accounts?result=local-accounts-off", Browser.location(added));
    }
    local.close();
  }

  @Test
  void whoCameFromAProviderThatIsNoLongerConfiguredIsOut() throws Exception {
    OidcHouse.signIn(browser, "/");
    house.console.restart(true, Optional.empty());
    try (Browser later = house.console.browser()) {
      later.cookies.putAll(browser.cookies);
      assertEquals(303, later.get("/me").statusCode());
      assertEquals("vera@localhost", house.console.lastAudit().object());
      assertEquals(404, later.post("/sign-in/provider", Map.of()).statusCode());
      assertEquals(404, later.get("/sign-in/return?code=x&state=y").statusCode());
    }
  }
}
