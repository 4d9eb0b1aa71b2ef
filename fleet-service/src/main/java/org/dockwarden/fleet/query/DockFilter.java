package org.dockwarden.fleet.query;

import java.util.Optional;

/**
 * Which docks are wanted.
 *
 * @param text part of the dock's name, in any case
 */
public record DockFilter(
    Optional<String> force,
    Optional<String> site,
    Optional<String> text,
    boolean onlyOffline,
    boolean onlyInTrouble) {
  public static final DockFilter ALL =
      new DockFilter(Optional.empty(), Optional.empty(), Optional.empty(), false, false);
}
