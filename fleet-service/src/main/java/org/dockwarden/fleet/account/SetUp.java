package org.dockwarden.fleet.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first administrator. While there is none, a one-time code stands in the log of the service,
 * which only whoever runs the machine can read; with it the first account is made, and never again.
 */
public final class SetUp {
  private static final Logger LOG = LoggerFactory.getLogger(SetUp.class);

  /** Without those that look alike (Crockford's base 32). */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int CODE_LETTERS = 24;
  private static final int GROUP = 4;

  /** How setting up ended. */
  public enum Result {
    DONE,
    WRONG_CODE,
    BAD_NAME,
    BAD_PASSWORD,
    WAIT,
    OVER
  }

  private final AccountStore store;
  private final Passwords passwords;
  private final Throttle throttle;
  private final InstantSource clock;
  private final String code;
  private boolean over;

  /**
   * @param isWanted whether there may be a local administrator at all
   */
  public SetUp(
      AccountStore store,
      Passwords passwords,
      Throttle throttle,
      SecureRandom random,
      InstantSource clock,
      boolean isWanted) {
    this.store = store;
    this.passwords = passwords;
    this.throttle = throttle;
    this.clock = clock;
    this.code = draw(random);
    this.over = !isWanted;
  }

  private static String draw(SecureRandom random) {
    StringBuilder code = new StringBuilder();
    for (int letter = 0; letter < CODE_LETTERS; letter++) {
      code.append(letter > 0 && letter % GROUP == 0 ? "-" : "");
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /**
   * Whether the first administrator is still to be made. One may also come from the provider, or
   * from the command line, which is another process.
   */
  public synchronized boolean isOpen() throws IOException {
    over = over || store.hasAdministrator();
    return !over;
  }

  /** The code, for whoever runs the machine; nothing once there is an administrator. */
  public synchronized Optional<String> code() throws IOException {
    return isOpen() ? Optional.of(code) : Optional.empty();
  }

  /** Writes the code to the log, if it is needed. */
  public void tell(String address) throws IOException {
    code()
        .ifPresent(
            it ->
                LOG.info(
                    "The console has no administrator yet. Set-up code: {} (once, at {}/set-up)",
                    it,
                    address));
  }

  /** Makes the first administrator. */
  public synchronized Result make(String typedCode, String name, String password, String from)
      throws IOException {
    if (!isOpen()) {
      return Result.OVER;
    }
    String key = "set-up:" + Throttle.network(from);
    if (throttle.wait(key).isPositive()) {
      return Result.WAIT;
    }
    if (!isCode(typedCode)) {
      throttle.failed(key);
      store.append(entry(name, from, "wrong code"));
      return Result.WRONG_CODE;
    }
    if (!Account.isLocalName(name)) {
      return Result.BAD_NAME;
    }
    if (!Passwords.isAcceptable(name, password)) {
      return Result.BAD_PASSWORD;
    }
    Account first =
        new Account(
            name, Role.ADMINISTRATOR, Optional.empty(), true, clock.instant(), Optional.empty());
    boolean isNew =
        store.add(first, Optional.of(passwords.hash(password)), entry(name, from, AuditEntry.DONE));
    over = isNew;
    return isNew ? Result.DONE : Result.BAD_NAME;
  }

  private boolean isCode(String typed) {
    String plain = typed.strip().toUpperCase(Locale.ROOT).replace("-", "").replace(" ", "");
    return MessageDigest.isEqual(
        plain.getBytes(StandardCharsets.UTF_8),
        code.replace("-", "").getBytes(StandardCharsets.UTF_8));
  }

  private AuditEntry entry(String name, String from, String result) {
    return AuditEntry.of(clock.instant(), name, from, "set-up", name, result);
  }
}
