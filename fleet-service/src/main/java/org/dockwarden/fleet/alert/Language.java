package org.dockwarden.fleet.alert;

import org.dockwarden.fleet.alert.AlertEvent.Step;

/** The words of one language. */
interface Language {
  KindWords kind(AlertKind kind);

  String severity(Severity severity);

  String step(Step step);

  String part(Part part);

  /** A number of hours or days. */
  String hours(String number);

  String days(String number);

  /** So many docks of so many. */
  String folded(int docks, int siteDocks);

  String oneCause();

  String flapping();

  /** What a place is made of. */
  enum Part {
    SERVICE,
    SITE,
    DOCK,
    BAY,
    CAMERA
  }
}
