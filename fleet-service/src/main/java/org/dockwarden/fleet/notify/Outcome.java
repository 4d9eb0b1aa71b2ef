package org.dockwarden.fleet.notify;

import java.time.Duration;
import java.util.Optional;

/** What became of an attempt. Reasons are one line and hold no secret. */
public sealed interface Outcome {
  /**
   * The destination has it.
   *
   * @param remark what it did not like, if anything
   */
  record Sent(String remark) implements Outcome {}

  /**
   * The destination takes nothing at present.
   *
   * @param after what it asks for
   */
  record Unavailable(String why, Optional<Duration> after) implements Outcome {}

  /** It does not take this message; others it may. */
  record Refused(String why) implements Outcome {}

  /** It wants no messages any more. */
  record Gone(String why) implements Outcome {}
}
