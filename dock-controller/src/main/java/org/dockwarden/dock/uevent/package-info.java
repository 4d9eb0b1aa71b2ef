/**
 * The kernel's uevents by netlink, as hints that a scan is worth while. Nothing that they say is
 * believed: a message that is missed, forged or malformed changes when the next scan happens and
 * nothing else. Native calls go through {@code java.lang.foreign}; Linux only.
 */
@NullMarked
package org.dockwarden.dock.uevent;

import org.jspecify.annotations.NullMarked;
