package org.dockwarden.fleet.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.account.Sessions;
import org.dockwarden.fleet.account.sqlite.SqliteAccounts;
import org.dockwarden.fleet.web.html.Attribute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one way in. */
final class GateTest {
  private static final int SIGN_IN = 303;

  @TempDir private Path folder = Path.of("");

  private final List<String> done = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-28T09:00:00Z");
  private SqliteAccounts accounts;
  private Sessions sessions;
  private Gate gate;

  GateTest() {}

  @BeforeEach
  void open() throws IOException {
    accounts = SqliteAccounts.open(folder.resolve("accounts.db"));
    sessions = new Sessions(accounts, new SecureRandom(), () -> now);
    gate =
        new Gate(
            List.of(
                Route.open("GET", "/open", (_, session) -> answer("open " + session.isPresent())),
                Route.open("POST", "/open", (_, _) -> answer("opened")),
                Route.guarded(
                    "GET", "/things/{thing}", Role.VIEWER, it -> answer(it.variable("thing"))),
                Route.guarded("POST", "/things/{thing}", Role.OPERATOR, _ -> answer("changed"))),
            sessions,
            new Refusals());
  }

  @AfterEach
  void close() throws IOException {
    accounts.close();
  }

  private Answer answer(String what) {
    done.add(what);
    return Answer.json(200, what);
  }

  private static final class Refusals implements Gate.Refusals {
    @Override
    public Answer signIn(Request request) {
      return Answer.seeOther("/sign-in");
    }

    @Override
    public Answer refused(Request request, Session session, int status) {
      return Answer.problem(status, session.account().name());
    }

    @Override
    public Answer refused(Request request, int status) {
      return Answer.problem(status, "nobody");
    }
  }

  private Session session(Role role) throws IOException {
    Account account = new Account(role.code(), role, Optional.empty(), true, now, Optional.empty());
    AuditEntry entry = AuditEntry.of(now, "test", "", "test", "", AuditEntry.DONE);
    accounts.add(account, Optional.empty(), entry);
    return sessions.begin(account, "192.0.2.7", entry);
  }

  private int ask(String method, String address, String token, String body) throws IOException {
    return ask(method, address, token, body, Map.of());
  }

  private int ask(
      String method, String address, String token, String body, Map<String, String> headers)
      throws IOException {
    return gate.answer(RequestMaker.of(method, address, token, body, headers)).status();
  }

  @Test
  void whatIsNotThereIs404AndWhatCannotBeDoneSaysWhatCan() throws Exception {
    assertEquals(404, ask("GET", "/nothing", "", ""));
    assertEquals(404, ask("GET", "/things/a/b", "", ""));
    Answer answer = gate.answer(RequestMaker.of("PUT", "/things/a", "", "", Map.of()));
    assertEquals(405, answer.status());
    assertTrue(answer.headers().contains(new Attribute("Allow", "GET, POST")), answer::toString);
    assertEquals(405, ask("DELETE", "/open", "", ""));
  }

  @Test
  void headIsGet() throws Exception {
    assertEquals(200, ask("HEAD", "/open", "", ""));
    assertEquals(SIGN_IN, ask("HEAD", "/things/a", "", ""));
  }

  @Test
  void onlyWhoIsSignedInPasses() throws Exception {
    Session viewer = session(Role.VIEWER);
    assertEquals(SIGN_IN, ask("GET", "/things/a", "", ""));
    assertEquals(SIGN_IN, ask("GET", "/things/a", viewer.token() + "x", ""));
    assertEquals(SIGN_IN, ask("GET", "/things/a", viewer.csrf(), ""));
    assertEquals(SIGN_IN, ask("GET", "/things/a", "x".repeat(100_000), ""));
    assertEquals(200, ask("GET", "/things/a%2Fb", viewer.token(), ""));
    assertEquals(List.of("a/b"), done);
    assertEquals(200, ask("GET", "/open", viewer.token(), ""));
    assertEquals("open true", done.getLast());
  }

  @Test
  void aChangeNeedsTheSessionsOwnToken() throws Exception {
    Session one = session(Role.OPERATOR);
    Session other = session(Role.ADMINISTRATOR);
    assertEquals(403, ask("POST", "/things/a", one.token(), ""));
    assertEquals(403, ask("POST", "/things/a", one.token(), "csrf=" + other.csrf()));
    assertEquals(403, ask("POST", "/things/a", one.token(), "csrf=" + one.token()));
    assertEquals(403, ask("POST", "/things/a?csrf=" + one.csrf(), one.token(), ""));
    assertEquals(List.of(), done);
    assertEquals(200, ask("POST", "/things/a", one.token(), "csrf=" + one.csrf()));
    Map<String, String> header = Map.of("x-csrf-token", one.csrf());
    assertEquals(200, ask("POST", "/things/a", one.token(), "", header));
    Map<String, String> wrong = Map.of("x-csrf-token", other.csrf());
    assertEquals(403, ask("POST", "/things/a", one.token(), "csrf=" + one.csrf(), wrong));
    Map<String, String> json = Map.of("content-type", "application/json");
    assertEquals(403, ask("POST", "/things/a", one.token(), "csrf=" + one.csrf(), json));
  }

  @Test
  void aRoleThatIsTooLowIsRefused() throws Exception {
    Session viewer = session(Role.VIEWER);
    assertEquals(403, ask("POST", "/things/a", viewer.token(), "csrf=" + viewer.csrf()));
    assertEquals(List.of(), done);
  }

  @ParameterizedTest
  @CsvSource({
    "origin, https://evil.example",
    "origin, https://fleet.example.org.evil.example",
    "origin, http://fleet.example.org",
    "origin, https://fleet.example.org:444",
    "origin, null",
    "sec-fetch-site, cross-site",
    "sec-fetch-site, same-site",
    "sec-fetch-site, none"
  })
  void aChangeFromElsewhereIsRefusedAlsoWhereNobodyHasToSignIn(String header, String value)
      throws Exception {
    Session operator = session(Role.OPERATOR);
    Map<String, String> headers = Map.of(header, value);
    String body = "csrf=" + operator.csrf();
    assertEquals(403, ask("POST", "/things/a", operator.token(), body, headers));
    assertEquals(403, ask("POST", "/open", "", "", headers));
    assertEquals(List.of(), done);
  }

  @Test
  void lookingKeepsASessionAliveAndItsEndIsTheEnd() throws Exception {
    Session viewer = session(Role.VIEWER);
    now = now.plus(Sessions.IDLE).minusSeconds(1);
    assertEquals(200, ask("GET", "/things/a", viewer.token(), ""));
    now = now.plusSeconds(2);
    assertEquals(200, ask("GET", "/things/a", viewer.token(), ""));
    now = now.plus(Sessions.IDLE);
    assertEquals(SIGN_IN, ask("GET", "/things/a", viewer.token(), ""));
  }
}
