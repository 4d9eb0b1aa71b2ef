/** The service as a whole: its settings, and what it shows of docks at a real broker. */
@NullMarked
package org.dockwarden.fleet;

import org.jspecify.annotations.NullMarked;
