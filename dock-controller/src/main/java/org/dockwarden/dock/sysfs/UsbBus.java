package org.dockwarden.dock.sysfs;

/**
 * A USB bus, by its root hub.
 *
 * @param number 1 for {@code usb1}
 * @param isOpen whether new devices on it are authorised without being asked for
 *     (authorized_default is not 0)
 * @param portCount sockets of the root hub
 */
public record UsbBus(int number, boolean isOpen, int portCount) {}
