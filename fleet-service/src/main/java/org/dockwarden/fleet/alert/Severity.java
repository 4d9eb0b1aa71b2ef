package org.dockwarden.fleet.alert;

import java.util.Locale;
import java.util.Optional;

/** How bad it is, the mildest first. */
public enum Severity {
  /** To be known. */
  INFO,
  /** To be seen to in working hours. */
  WARNING,
  /** To be seen to now. */
  CRITICAL;

  /** The form in settings, JSON and SQL: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the form of {@link #text}. */
  public static Optional<Severity> of(String text) {
    for (Severity severity : values()) {
      if (severity.text().equals(text)) {
        return Optional.of(severity);
      }
    }
    return Optional.empty();
  }

  /** One step worse: what a whole site is when its docks are this. */
  public Severity worse() {
    return this == INFO ? WARNING : CRITICAL;
  }

  /** Whether it is this bad or worse. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
