package org.dockwarden.fleet.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A mark that a browser keeps after a sign-in, by which it is known again: failures from elsewhere
 * do not slow down whoever signs in from it (OWASP's "device cookies"). It is an HMAC under the
 * account's stored password hash, so there is nothing more to keep, and another password ends it.
 * It opens nothing: the password is asked for as always.
 */
final class KnownBrowser {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_CHARACTERS = 43;
  private static final int MAX_CHARACTERS = 100;

  private KnownBrowser() {}

  /** A new mark for an account. */
  static String mark(String name, String phc, SecureRandom random) {
    String id = Sessions.random(random);
    return id + "." + seal(name, phc, id);
  }

  /** Whether this account made the mark. */
  static boolean isKnown(String name, String phc, String mark) {
    if (mark.length() > MAX_CHARACTERS || mark.indexOf('.') != ID_CHARACTERS) {
      return false;
    }
    String id = mark.substring(0, ID_CHARACTERS);
    return MessageDigest.isEqual(
        (id + "." + seal(name, phc, id)).getBytes(StandardCharsets.UTF_8),
        mark.getBytes(StandardCharsets.UTF_8));
  }

  private static String seal(String name, String phc, String id) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(phc.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] sealed = mac.doFinal(("browser:" + name + ":" + id).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
