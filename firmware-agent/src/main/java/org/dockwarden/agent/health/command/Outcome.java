package org.dockwarden.agent.health.command;

/**
 * What came of a command.
 *
 * @param detail for people; for some commands a path
 */
public record Outcome(CommandCode code, String detail) {
  /** Done, or begun. */
  public static final Outcome OK = new Outcome(CommandCode.OK, "");
}
