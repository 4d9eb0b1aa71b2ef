package org.dockwarden.fleet.account;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordsTest {
  private final Passwords passwords = new Passwords(new SecureRandom());

  @Test
  void eachHashHasItsOwnSalt() {
    String one = passwords.hash("correct horse battery");
    assertTrue(one.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), one);
    assertNotEquals(one, passwords.hash("correct horse battery"));
    assertTrue(passwords.fits("correct horse battery", one));
    assertFalse(passwords.fits("correct horse batterz", one));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPP",
        "$argon2id$v=19$m=65536,t=2,p=0$c29tc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
      })
  void whatIsNoHashOfOursFitsNothing(String phc) {
    assertFalse(passwords.fits("password", phc));
  }

  @Test
  void nobodyHasThePasswordOfNobody() {
    assertFalse(passwords.fitsNobody("nobody has this password"));
  }

  /** Theirs is by {@code argon2 saltsaltsaltsalt -id -t 2 -k 19456 -p 1 -l 32 -e}. */
  @Test
  void agreesWithTheReferenceImplementation() {
    String theirs =
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA"
            + "$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM";
    assertTrue(passwords.fits("correct horse battery", theirs));
    assertFalse(passwords.fits("correct horse batterz", theirs));
  }

  @Test
  void lengthAndNameDecide() {
    assertFalse(Passwords.isAcceptable("vera", "eleven char"));
    assertTrue(Passwords.isAcceptable("vera", "twelve chars"));
    assertTrue(Passwords.isAcceptable("vera", "x".repeat(128)));
    assertFalse(Passwords.isAcceptable("vera", "x".repeat(129)));
    assertFalse(Passwords.isAcceptable("vera", "I am Vera the viewer"));
  }
}
