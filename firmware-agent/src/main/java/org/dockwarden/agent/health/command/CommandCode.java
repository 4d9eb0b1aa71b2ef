package org.dockwarden.agent.health.command;

import java.util.Locale;

/** What came of a command (spec/health-topics.md, 7). */
public enum CommandCode {
  OK,
  NOT_ALLOWED,
  UNKNOWN_COMMAND,
  BAD_ARGUMENT,
  NOT_FOUND,
  BUSY,
  UNSUPPORTED,
  FAILED;

  /** Lower case with hyphens: {@code bad-argument}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
