/**
 * GPIO lines and I²C chips by the kernel's own interfaces: character devices and ioctl(2). Needs no
 * library, and no right but that to open the device. Layouts are those of linux/gpio.h and
 * linux/i2c-dev.h, equal on x86-64 and arm64.
 */
@NullMarked
package org.dockwarden.dock.kernel;

import org.jspecify.annotations.NullMarked;
