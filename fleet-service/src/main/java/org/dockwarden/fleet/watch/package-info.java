/**
 * Turns what docks and the inventory say into observations for the rules of alerts:
 * spec/health-topics.md on one side, {@link org.dockwarden.fleet.alert.AlertKind} on the other.
 * Every observation has this service's own time. Good is said as well as bad, so that alerts end.
 */
@NullMarked
package org.dockwarden.fleet.watch;

import org.jspecify.annotations.NullMarked;
