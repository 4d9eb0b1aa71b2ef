package org.dockwarden.dock.sysfs;

/**
 * One alternate setting of one interface (USB 2.0, 9.6.5).
 *
 * @param configuration bConfigurationValue that it belongs to
 * @param number bInterfaceNumber
 * @param alternate bAlternateSetting
 * @param interfaceClass bInterfaceClass
 * @param subclass bInterfaceSubClass
 * @param protocol bInterfaceProtocol
 */
public record UsbInterface(
    int configuration, int number, int alternate, int interfaceClass, int subclass, int protocol) {}
