/** The table of docks, message by message. */
@NullMarked
package org.dockwarden.fleet.dock;

import org.jspecify.annotations.NullMarked;
