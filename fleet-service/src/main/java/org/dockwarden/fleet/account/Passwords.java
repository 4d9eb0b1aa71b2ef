package org.dockwarden.fleet.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with the first choice of OWASP's Password Storage Cheat Sheet: 19 MiB, two
 * passes, one lane; kept as PHC strings, so that other parameters can follow. At most {@value
 * #AT_ONCE} are computed at once: a flood of sign-ins costs time, never memory.
 */
public final class Passwords {
  /**
   * Below it a password is refused (NIST SP 800-63B asks for at least 8; length is what counts).
   */
  public static final int MIN_CHARACTERS = 12;

  /** Above it a password is refused: it is hashed for everybody who asks. */
  public static final int MAX_CHARACTERS = 128;

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;

  /** What a stored string may ask for at the most, should somebody have changed the file. */
  private static final int MAX_MEMORY_KIB = 256 * 1024;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([\\w+/-]+)\\$([\\w+/-]+)");

  private final SecureRandom random;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final String nobodys;

  public Passwords(SecureRandom random) {
    this.random = random;
    this.nobodys = hash("nobody has this password");
  }

  /** Whether it is long enough, short enough, and not the name again. */
  public static boolean isAcceptable(String name, String password) {
    int length = password.codePointCount(0, password.length());
    return length >= MIN_CHARACTERS
        && length <= MAX_CHARACTERS
        && !password.toLowerCase(Locale.ROOT).contains(name);
  }

  /** A PHC string with a salt of its own. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = compute(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /** Whether the password made this PHC string; a malformed one fits nothing. */
  public boolean fits(String password, String phc) {
    Matcher parts = PHC.matcher(phc);
    if (!parts.matches() || password.length() > 2 * MAX_CHARACTERS) {
      return false;
    }
    int memory = Integer.parseInt(parts.group(1));
    int lanes = Integer.parseInt(parts.group(3));
    if (memory > MAX_MEMORY_KIB || lanes < 1 || memory < 8 * lanes) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(parts.group(4));
      byte[] expected = Base64.getDecoder().decode(parts.group(5));
      int passes = Integer.parseInt(parts.group(2));
      byte[] hash = compute(password, salt, memory, passes, lanes, expected.length);
      return MessageDigest.isEqual(hash, expected);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Takes as long as {@link #fits}, so that time does not tell whether a name is known. */
  public boolean fitsNobody(String password) {
    return fits(password, nobodys) && nobodys.isEmpty();
  }

  private byte[] compute(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[bytes];
    places.acquireUninterruptibly();
    try {
      argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      places.release();
    }
    return hash;
  }
}
