/**
 * A bay of the dock: its number, its state machine, and the one light pattern that follows from the
 * state. Pure values; hardware lives in {@link org.dockwarden.dock.hardware}.
 */
@NullMarked
package org.dockwarden.dock.bay;

import org.jspecify.annotations.NullMarked;
