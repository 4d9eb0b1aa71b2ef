package org.dockwarden.fleet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.dockwarden.fleet.account.SignInResult.Refused;
import org.dockwarden.fleet.account.SignInResult.SignedIn;
import org.dockwarden.fleet.account.SignInResult.Wait;
import org.dockwarden.fleet.account.sqlite.SqliteAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Set-up, sign-in, sessions, roles and the audit list on a real file. */
final class AccountsTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder = Path.of("");

  private final SecureRandom random = new SecureRandom();
  private final Passwords passwords = new Passwords(random);
  private Instant now = Instant.parse("2026-11-28T09:00:00Z");
  private final InstantSource clock = () -> now;
  private SqliteAccounts store;
  private Sessions sessions;
  private SignIn signIn;
  private SetUp setUp;
  private Administration administration;

  @BeforeEach
  void open() throws IOException {
    store = SqliteAccounts.open(folder.resolve("accounts.db"));
    sessions = new Sessions(store, random, clock);
    Throttle throttle = new Throttle(clock);
    signIn = new SignIn(store, passwords, sessions, throttle, random, clock);
    setUp = new SetUp(store, passwords, throttle, random, clock, true);
    administration = new Administration(store, passwords, clock, true);
    String code = setUp.code().orElseThrow();
    assertEquals(SetUp.Result.WRONG_CODE, setUp.make("0000", "admin", PASSWORD, "::1"));
    assertEquals(SetUp.Result.BAD_PASSWORD, setUp.make(code, "admin", "short", "::1"));
    assertEquals(
        SetUp.Result.DONE, setUp.make(code.toLowerCase(Locale.ROOT), "admin", PASSWORD, "::1"));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void isSetUpOnceOnly() throws IOException {
    assertTrue(setUp.code().isEmpty());
    assertEquals(SetUp.Result.OVER, setUp.make("", "root", PASSWORD, "::1"));
    assertFalse(
        new SetUp(store, passwords, new Throttle(clock), random, clock, true).isOpen(),
        "also after a restart");
  }

  @Test
  void keepsNeitherPasswordNorTokenAndLetsNobodyElseRead() throws IOException {
    Session session = signedIn("admin");
    store.close();
    Path file = folder.resolve("accounts.db");
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("$argon2id$"));
    assertFalse(bytes.contains(PASSWORD));
    assertFalse(bytes.contains(session.token()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void everySignInHasANewTokenThatOnlyItselfIs() throws IOException {
    Session one = signedIn("admin");
    Session other = signedIn("admin");
    assertNotEquals(one.token(), other.token());
    assertNotEquals(one.csrf(), other.csrf());
    assertTrue(sessions.find(one.token(), true).isPresent());
    assertTrue(sessions.find(one.token() + "x", true).isEmpty());
    sessions.end(one, AuditEntry.of(now, "admin", "::1", "sign-out", "", AuditEntry.DONE));
    assertTrue(sessions.find(one.token(), true).isEmpty());
    assertTrue(sessions.find(other.token(), true).isPresent());
  }

  @Test
  void aSessionEndsWithoutUseAndAtTheLatestAfterAShift() throws IOException {
    Session idle = signedIn("admin");
    now = now.plus(Sessions.IDLE).minusSeconds(1);
    assertTrue(sessions.find(idle.token(), false).isPresent());
    now = now.plusSeconds(1);
    assertTrue(sessions.find(idle.token(), false).isEmpty(), "a page's own asking is no use");

    Session used = signedIn("admin");
    Instant end = now.plus(Sessions.LONGEST);
    while (now.isBefore(end.minus(Duration.ofMinutes(20)))) {
      now = now.plus(Duration.ofMinutes(20));
      assertTrue(sessions.find(used.token(), true).isPresent(), now.toString());
    }
    now = end;
    assertTrue(sessions.find(used.token(), true).isEmpty());
  }

  @Test
  void guessingGetsSlowerAndSlower() throws IOException {
    for (int guess = 0; guess < 5; guess++) {
      assertInstanceOf(Refused.class, signIn.tryPassword("admin", "wrong", "192.0.2.7", ""));
    }
    assertInstanceOf(Wait.class, signIn.tryPassword("admin", PASSWORD, "192.0.2.7", ""));
    assertInstanceOf(Wait.class, signIn.tryPassword("other", PASSWORD, "192.0.2.7", ""));
    assertInstanceOf(Wait.class, signIn.tryPassword("admin", PASSWORD, "192.0.2.8", ""));
    now = now.plusSeconds(1);
    assertInstanceOf(Refused.class, signIn.tryPassword("admin", "wrong", "192.0.2.7", ""));
    now = now.plusSeconds(1);
    assertInstanceOf(Wait.class, signIn.tryPassword("admin", PASSWORD, "192.0.2.7", ""));
    now = now.plusSeconds(1);
    assertInstanceOf(SignedIn.class, signIn.tryPassword("admin", PASSWORD, "192.0.2.7", ""));
  }

  @Test
  void whoIsShutOutIsOutAtOnce() throws IOException {
    assertEquals(
        Administration.Result.DONE,
        administration.add("vera", Role.VIEWER, PASSWORD, "admin", "::1"));
    assertEquals(
        Administration.Result.NAME_TAKEN,
        administration.add("vera", Role.ADMINISTRATOR, PASSWORD, "admin", "::1"));
    Session vera = signedIn("vera");
    assertTrue(vera.may(Role.VIEWER));
    assertFalse(vera.may(Role.OPERATOR));
    administration.change("vera", Role.VIEWER, false, "admin", "::1");
    assertTrue(sessions.find(vera.token(), true).isEmpty());
    assertInstanceOf(Refused.class, signIn.tryPassword("vera", PASSWORD, "::1", ""));
  }

  @Test
  void theLastAdministratorStays() throws IOException {
    assertEquals(
        Administration.Result.LAST_ADMINISTRATOR,
        administration.change("admin", Role.OPERATOR, true, "admin", "::1"));
    assertEquals(
        Administration.Result.LAST_ADMINISTRATOR,
        administration.change("admin", Role.ADMINISTRATOR, false, "admin", "::1"));
  }

  @Test
  void anotherPasswordEndsAllSessions() throws IOException {
    Session session = signedIn("admin");
    administration.changePassword("admin", "another long password", "admin", "::1");
    assertTrue(sessions.find(session.token(), true).isEmpty());
    assertInstanceOf(Refused.class, signIn.tryPassword("admin", PASSWORD, "::1", ""));
  }

  @Test
  void theAuditListIsOnlyEverAddedTo() throws Exception {
    signedIn("admin");
    signIn.tryPassword("mallory", "guess", "192.0.2.9", "");
    List<AuditEntry> entries = store.list("", Long.MAX_VALUE, 10);
    assertEquals("mallory", entries.get(0).who());
    assertEquals("refused", entries.get(0).result());
    assertEquals("192.0.2.9", entries.get(0).from());
    assertEquals(AuditEntry.DONE, entries.get(1).result());
    assertEquals(1, store.list("wrong code", Long.MAX_VALUE, 10).size());
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("accounts.db"));
        var statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> statement.execute("DELETE FROM audit"));
      assertThrows(SQLException.class, () -> statement.execute("UPDATE audit SET who = 'x'"));
    }
  }

  private Session signedIn(String name) throws IOException {
    return assertInstanceOf(SignedIn.class, signIn.tryPassword(name, PASSWORD, "::1", ""))
        .session();
  }
}
