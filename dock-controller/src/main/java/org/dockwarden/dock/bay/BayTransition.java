package org.dockwarden.dock.bay;

/** What an event did to a bay. An illegal one changes nothing and is for the caller to report. */
public sealed interface BayTransition {
  /** The bay afterwards, the same as before if the event was illegal. */
  Bay bay();

  /** The event was in order; the state may be the same as before. */
  record Moved(Bay bay) implements BayTransition {}

  /**
   * The event cannot happen in this state: a defect, or hardware that misbehaves.
   *
   * @param message one line that names bay, state and event
   */
  record Illegal(Bay bay, BayEvent event, String message) implements BayTransition {}
}
