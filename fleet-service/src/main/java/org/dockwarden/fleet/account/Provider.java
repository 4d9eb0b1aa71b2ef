package org.dockwarden.fleet.account;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Sign-in at somebody else's, who then tells us who it was. */
public interface Provider {
  /** What it is called on the button. */
  String name();

  /**
   * Begins a sign-in.
   *
   * @param next the page of ours to go to afterwards
   * @throws IOException when the provider does not answer
   */
  Start begin(String next) throws IOException;

  /**
   * Ends a sign-in.
   *
   * @param binding what {@link Start#binding} was, from the browser's cookie
   * @param answer the parameters that the provider sent the browser back with
   */
  Finish finish(String binding, Map<String, String> answer, String from) throws IOException;

  /**
   * Where to send the browser.
   *
   * @param binding to be kept by this browser only, for a few minutes
   */
  record Start(URI location, String binding) {}

  /** How it ended. */
  sealed interface Finish {
    record SignedIn(Session session, String next) implements Finish {}

    /** The reason is in the log and the audit list; the browser is told nothing of it. */
    record Refused() implements Finish {}
  }
}
