package org.dockwarden.fleet.account;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-in at somebody else's, who then tells us who it was. Every end of it is in the audit list.
 */
public interface Provider extends AutoCloseable {
  /** What it is called on the button. */
  String name();

  /**
   * Begins a sign-in.
   *
   * @param next the page of ours to go to afterwards
   * @param from the network address
   * @throws IOException when it cannot be written down
   */
  Start begin(String next, String from) throws IOException;

  /**
   * Ends a sign-in.
   *
   * @param binding what {@link Start.Away#binding} was, from the browser's cookie
   * @param answer the parameters that the provider sent the browser back with
   */
  Finish finish(String binding, Map<String, String> answer, String from) throws IOException;

  /** Where to send the browser to sign out there too; nothing where there is no such place. */
  Optional<URI> signOut(Session session);

  @Override
  void close();

  /** Why it did not succeed, as the browser is told; log and audit list tell more. */
  enum Reason {
    /** The provider refused, or its answer cannot be relied on. */
    FAILED,
    /** The provider does not answer. */
    UNREACHABLE,
    /** It is known who it is, but they have no role here. */
    NO_ROLE,
    /** It was begun too long ago, in another browser, or has ended already. */
    STALE;

    /** {@code no-role}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How it began. */
  sealed interface Start {
    /**
     * Where to send the browser.
     *
     * @param binding to be kept by this browser only, for a few minutes
     */
    record Away(URI location, String binding) implements Start {}

    record Refused(Reason reason) implements Start {}
  }

  /** How it ended. */
  sealed interface Finish {
    record SignedIn(Session session, String next) implements Finish {}

    record Refused(Reason reason) implements Finish {}
  }
}
