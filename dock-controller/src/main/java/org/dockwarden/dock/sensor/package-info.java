/**
 * What the dock measures: voltage and current of each bay, temperature. A sensor that does not
 * answer throws; nobody takes a failed reading for a value.
 */
@NullMarked
package org.dockwarden.dock.sensor;

import org.jspecify.annotations.NullMarked;
