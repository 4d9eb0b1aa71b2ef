/**
 * The power of each bay's port: on or off. What it is switched by (hub, sysfs, a load switch on a
 * GPIO line) is behind one interface with one contract suite; when to switch is for {@link
 * org.dockwarden.dock.charging}.
 */
@NullMarked
package org.dockwarden.dock.power;

import org.jspecify.annotations.NullMarked;
