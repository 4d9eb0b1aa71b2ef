/**
 * USB as a dock needs it: which port is which bay (the bay map), whose hubs they are, what may be
 * authorised and whether it stays what it was, ports that drop, and their power. Decisions are pure
 * and tested without a kernel; whatever needs root goes through {@code dockwarden-port}
 * (spec/camera-profiles.md 7, spec/bay-states.md 4).
 */
@NullMarked
package org.dockwarden.dock.usb;

import org.jspecify.annotations.NullMarked;
