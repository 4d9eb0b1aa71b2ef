package org.dockwarden.fleet.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert as it stands.
 *
 * @param id follows from kind, subject and time of opening, so that the same is the same
 * @param severity the worst that it was; it only grows
 * @param since when the trouble began, before it was raised
 * @param closedAt when it ended; empty while it is open
 * @param value the last bad one, in the kind's measure
 * @param detail fault code, device, name; may be empty
 * @param docks how many docks are in trouble: of one site in a folded alert, else 1
 * @param siteDocks how many docks its site has, as far as is known; 0 where that says nothing
 * @param flapping it comes and goes; it stays one alert until it is calm
 * @param foldedInto the id of the site's alert that stands for it
 * @param told the severity that was told; empty while silenced or folded
 * @param events how many events it has had; the number of its last one
 */
public record Alert(
    String id,
    AlertKind kind,
    Subject subject,
    Severity severity,
    Instant since,
    Instant openedAt,
    Optional<Instant> closedAt,
    double value,
    String detail,
    int docks,
    int siteDocks,
    boolean flapping,
    Optional<String> foldedInto,
    Optional<Acknowledgement> acknowledgement,
    Optional<Severity> told,
    int events) {
  /** Whether it is open. */
  public boolean isOpen() {
    return closedAt.isEmpty();
  }
}
