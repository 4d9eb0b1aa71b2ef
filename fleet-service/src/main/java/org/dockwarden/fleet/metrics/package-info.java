/** The fleet in Prometheus' text format; all names begin with {@code dockwarden_fleet_}. */
@NullMarked
package org.dockwarden.fleet.metrics;

import org.jspecify.annotations.NullMarked;
