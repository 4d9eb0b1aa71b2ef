package org.dockwarden.dock.helper;

/**
 * A complete answer.
 *
 * @param exitCode 0 when it was done
 * @param output lines, without the last newline; control characters are replaced
 * @param message the last line that it said for a person; often empty
 */
public record HelperAnswer(int exitCode, String output, String message) {
  /** Whether the helper did what it was asked for. */
  public boolean isDone() {
    return exitCode == 0;
  }
}
