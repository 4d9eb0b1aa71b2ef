package org.dockwarden.fleet.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.dockwarden.fleet.account.AccountStore.KeptSession;

/**
 * Sessions: 256 random bits, of which only the SHA-256 is kept; a new one at every sign-in. One
 * ends {@link #IDLE} after it was last used and {@link #LONGEST} after it began, whatever happens.
 */
public final class Sessions {
  /** Without use. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** A shift. */
  public static final Duration LONGEST = Duration.ofHours(12);

  private static final int TOKEN_BYTES = 32;
  private static final int MAX_TOKEN_CHARACTERS = 64;

  /** Use is written down no more often than this. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private final AccountStore store;
  private final SecureRandom random;
  private final InstantSource clock;

  public Sessions(AccountStore store, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /** Begins a session; the entry of the audit list is stored with it. */
  public Session begin(Account account, String from, AuditEntry entry) throws IOException {
    Instant now = clock.instant();
    store.forget(now.minus(LONGEST).toEpochMilli(), now.minus(IDLE).toEpochMilli());
    String token = random(random);
    store.start(
        new KeptSession(
            hash("session", token), account.name(), now.toEpochMilli(), now.toEpochMilli(), from),
        entry);
    return new Session(account, token, hash("csrf", token));
  }

  /**
   * The session of a token.
   *
   * @param isUse whether this is somebody's doing, or only a page that keeps itself up to date
   */
  public Optional<Session> find(String token, boolean isUse) throws IOException {
    if (token.length() > MAX_TOKEN_CHARACTERS) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<KeptSession> kept = store.session(hash("session", token));
    if (kept.isEmpty() || isOver(kept.get(), now)) {
      return Optional.empty();
    }
    if (isUse && now.toEpochMilli() - kept.get().seenMillis() >= NOTED.toMillis()) {
      store.seen(kept.get().tokenHash(), now.toEpochMilli());
    }
    return store
        .account(kept.get().account())
        .filter(Account::active)
        .map(account -> new Session(account, token, hash("csrf", token)));
  }

  private static boolean isOver(KeptSession session, Instant now) {
    return now.toEpochMilli() - session.startedMillis() >= LONGEST.toMillis()
        || now.toEpochMilli() - session.seenMillis() >= IDLE.toMillis();
  }

  /** Signs out. */
  public void end(Session session, AuditEntry entry) throws IOException {
    store.end(hash("session", session.token()), entry);
  }

  /** Ends the sessions of every account that this does not hold for, and says why. */
  public void endAllBut(Predicate<Account> holds, String why) throws IOException {
    for (Account account : store.accounts()) {
      if (!holds.test(account)) {
        store.endAll(
            account.name(),
            AuditEntry.of(clock.instant(), "service", "", "session.end", account.name(), why));
      }
    }
  }

  /** 256 bits that nobody can guess, as base64url. */
  public static String random(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String purpose, String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] input = (purpose + ":" + token).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha256.digest(input));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
