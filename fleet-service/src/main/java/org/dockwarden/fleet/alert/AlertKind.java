package org.dockwarden.fleet.alert;

import java.util.Locale;
import java.util.Optional;

/** What can be wrong. The value of an observation is in the kind's {@link Measure}. */
public enum AlertKind {
  DOCK_OFFLINE(Measure.FLAG),
  BAY_FAULT(Measure.FLAG),
  BACKLOG_OLD(Measure.HOURS),
  SPOOL_FILLING(Measure.PERCENT),
  CLOCK_UNSYNCHRONISED(Measure.FLAG),
  CERTIFICATE_ENDING(Measure.DAYS_LEFT),
  USB_REFUSED(Measure.FLAG),
  QUARANTINE(Measure.COUNT),
  CAMERA_MISSING(Measure.DAYS),
  DOCK_NAME_CONFLICT(Measure.FLAG),
  HISTORY_FULL(Measure.PERCENT),
  MESSAGES_DROPPED(Measure.COUNT),
  BROKER_LOST(Measure.FLAG);

  /** What an observed value counts. */
  public enum Measure {
    /** 1 bad, 0 good. */
    FLAG,
    HOURS,
    DAYS,
    /** Days that are left; fewer are worse. */
    DAYS_LEFT,
    PERCENT,
    COUNT
  }

  private final Measure measure;

  AlertKind(Measure measure) {
    this.measure = measure;
  }

  /** The unit of its observations. */
  public Measure measure() {
    return measure;
  }

  /** The form in settings, JSON and SQL: lower case, hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the form of {@link #text}. */
  public static Optional<AlertKind> of(String text) {
    for (AlertKind kind : values()) {
      if (kind.text().equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
