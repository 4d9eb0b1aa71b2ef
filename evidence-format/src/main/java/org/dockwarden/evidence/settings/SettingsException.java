package org.dockwarden.evidence.settings;

import java.util.List;

/** Everything that is wrong with a settings file; the message has one line a problem. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String[] problems;

  public SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** One line each: {@code FILE:LINE: key: value (expected: …)}. */
  public List<String> problems() {
    return List.of(problems);
  }
}
