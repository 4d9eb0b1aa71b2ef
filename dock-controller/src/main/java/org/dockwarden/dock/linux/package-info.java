/**
 * The dock's real hardware on Linux: sysfs for what is plugged in, uevents as hints, a privileged
 * helper for mounting. The agent has no right of its own to mount, and none to write to a camera.
 */
@NullMarked
package org.dockwarden.dock.linux;

import org.jspecify.annotations.NullMarked;
