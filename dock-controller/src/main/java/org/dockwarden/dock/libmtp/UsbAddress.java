package org.dockwarden.dock.libmtp;

/**
 * Which device libmtp is to open; it opens no other at this address.
 *
 * @param bus bus number
 * @param number device number on it
 * @param vendor idVendor
 * @param product idProduct
 */
public record UsbAddress(int bus, int number, int vendor, int product) {}
