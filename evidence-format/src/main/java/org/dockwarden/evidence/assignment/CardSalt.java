package org.dockwarden.evidence.assignment;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.dockwarden.evidence.identity.Digest;

/**
 * Turns card numbers into what docks store: PBKDF2 (RFC 8018) with HMAC-SHA-256, this salt
 * and {@value #ITERATIONS} iterations over the number's hexadecimal digits. It slows the search
 * over all numbers in a stolen directory; it cannot prevent it where numbers have four bytes.
 *
 * @param hex 16 random bytes, lower-case hexadecimal
 */
public record CardSalt(String hex) {
  private static final int BYTES = 16;

  /** About 5 ms on a desktop, 30 ms on a dock; an import of 10,000 cards stays below a minute. */
  private static final int ITERATIONS = 10_000;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public CardSalt {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("salt: (expected: 32 lower-case hexadecimal digits)");
    }
  }

  /** A fresh salt. */
  public static CardSalt generate(RandomGenerator random) {
    byte[] salt = new byte[BYTES];
    random.nextBytes(salt);
    return new CardSalt(HexFormat.of().formatHex(salt));
  }

  /** The card as a directory names it. */
  public Digest digest(CardId card) {
    PBEKeySpec spec =
        new PBEKeySpec(
            card.hex().toCharArray(), HexFormat.of().parseHex(hex), ITERATIONS, Digest.BYTES * 8);
    try {
      return Digest.of(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
