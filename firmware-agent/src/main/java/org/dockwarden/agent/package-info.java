/**
 * The daemon on the dock: its command, and the one place where its parts are put together. DESIGN:
 * the life of a recording, from docked to released.
 */
@NullMarked
package org.dockwarden.agent;

import org.jspecify.annotations.NullMarked;
