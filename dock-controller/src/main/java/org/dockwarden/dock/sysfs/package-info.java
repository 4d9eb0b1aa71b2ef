/**
 * What the kernel knows of USB devices and their disks, read from sysfs (Documentation/ABI/testing/
 * sysfs-bus-usb). A scan sees one device wholly or not at all: one that vanishes while it is read
 * has left; anything else that cannot be read is an error.
 */
@NullMarked
package org.dockwarden.dock.sysfs;

import org.jspecify.annotations.NullMarked;
