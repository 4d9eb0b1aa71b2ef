package org.dockwarden.fleet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.dockwarden.fleet.account.SignInResult.Refused;
import org.dockwarden.fleet.account.SignInResult.SignedIn;
import org.dockwarden.fleet.account.SignInResult.Wait;
import org.dockwarden.fleet.account.sqlite.SqliteAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guessing is slow, and is nobody's way to keep others out. */
final class SignInTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String HOME = "192.0.2.7";
  private static final String ELSEWHERE = "198.51.100.9";

  @TempDir private Path folder = Path.of("");

  private final SecureRandom random = new SecureRandom();
  private Instant now = Instant.parse("2026-11-28T09:00:00Z");
  private final Throttle throttle = new Throttle(() -> now);
  private SqliteAccounts store;
  private SignIn signIn;
  private Administration administration;

  SignInTest() {}

  @BeforeEach
  void open() throws IOException {
    store = SqliteAccounts.open(folder.resolve("accounts.db"));
    Passwords passwords = new Passwords(random);
    Sessions sessions = new Sessions(store, random, () -> now);
    signIn = new SignIn(store, passwords, sessions, throttle, random, () -> now);
    administration = new Administration(store, passwords, () -> now, true);
    administration.add("admin", Role.ADMINISTRATOR, PASSWORD, "test", "test");
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private SignInResult enter(String from, String mark) throws IOException {
    return signIn.tryPassword("admin", PASSWORD, from, mark);
  }

  private String mark() throws IOException {
    return assertInstanceOf(SignedIn.class, enter(HOME, "")).mark();
  }

  private void guess(String from, int times) throws IOException {
    for (int guess = 0; guess < times; guess++) {
      signIn.tryPassword("admin", "guess", from, "");
    }
  }

  @Test
  void nobodyElsewhereKeepsAKnownBrowserOut() throws Exception {
    String mark = mark();
    guess(ELSEWHERE, 5);
    assertInstanceOf(Wait.class, enter(ELSEWHERE, ""));
    assertInstanceOf(Wait.class, enter(HOME, ""), "a browser that is not known");
    assertInstanceOf(SignedIn.class, enter(HOME, mark));
    guess(HOME, 5);
    assertInstanceOf(SignedIn.class, enter(HOME, mark), "nor from the same network");
  }

  @Test
  void aKnownBrowserHasToWaitForItsOwnFailures() throws Exception {
    String mark = mark();
    for (int guess = 0; guess < 5; guess++) {
      assertInstanceOf(Refused.class, signIn.tryPassword("admin", "guess", HOME, mark));
    }
    assertInstanceOf(Wait.class, enter(ELSEWHERE, mark));
    assertInstanceOf(SignedIn.class, enter(HOME, ""), "others need not");
  }

  @Test
  void aMarkIsItsAccountsAndItsPasswords() throws Exception {
    String mark = mark();
    administration.add("vera", Role.VIEWER, PASSWORD, "test", "test");
    guess(ELSEWHERE, 5);
    for (String wrong :
        List.of(
            "", "x", mark + "x", mark.replace('.', 'x'), "A".repeat(43) + "." + "A".repeat(43))) {
      assertInstanceOf(Wait.class, enter(HOME, wrong), wrong);
    }
    for (int guess = 0; guess < 5; guess++) {
      signIn.tryPassword("vera", "guess", ELSEWHERE + "0", "");
    }
    assertInstanceOf(Wait.class, signIn.tryPassword("vera", PASSWORD, HOME, mark), "another's");
    administration.changePassword("admin", "another long password", "test", "test");
    assertInstanceOf(Wait.class, enter(HOME, mark), "a password of before");
  }

  @Test
  void whatCannotBeANameIsNotRemembered() throws Exception {
    for (int name = 0; name < 3; name++) {
      signIn.tryPassword("No Name " + "x".repeat(100_000) + name, "guess", ELSEWHERE, "");
    }
    assertEquals(1, throttle.size(), "the network");
  }

  @Test
  void aWaitIsListedOnce() throws Exception {
    guess(ELSEWHERE, 50);
    assertEquals(5, store.list("refused", Long.MAX_VALUE, 100).size());
    assertEquals(1, store.list("too many failures", Long.MAX_VALUE, 100).size());
  }

  @Test
  void whoChangesTheirPasswordHasToKnowIt() throws Exception {
    Account admin = store.account("admin").orElseThrow();
    int sessions = store.list("sign-in", Long.MAX_VALUE, 100).size();
    assertTrue(signIn.knowsPassword(admin, PASSWORD, HOME));
    for (int guess = 0; guess < 5; guess++) {
      assertFalse(signIn.knowsPassword(admin, "guess", HOME));
    }
    assertFalse(signIn.knowsPassword(admin, PASSWORD, HOME), "has to wait");
    now = now.plusSeconds(1);
    assertTrue(signIn.knowsPassword(admin, PASSWORD, HOME));
    assertEquals(sessions, store.list("sign-in", Long.MAX_VALUE, 100).size(), "no session begins");
    assertEquals(5, store.list("old password is wrong", Long.MAX_VALUE, 100).size());
  }
}
