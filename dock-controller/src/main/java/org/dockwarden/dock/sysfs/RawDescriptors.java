package org.dockwarden.dock.sysfs;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The interfaces in a device's raw descriptors: every configuration, every alternate setting,
 * whether or not one is active (USB 2.0, 9.6.5). A device could keep a keyboard in a second
 * configuration; the interfaces that sysfs lists are those of the active one only, and none before
 * the device is authorised.
 *
 * <p>The kernel gives the device descriptor, then each configuration up to where it could read it
 * itself (drivers/usb/core/config.c sets wTotalLength so), hence one walk by length finds them all.
 */
final class RawDescriptors {
  private static final int TYPE_CONFIGURATION = 2;
  private static final int TYPE_INTERFACE = 4;
  private static final int HEADER_BYTES = 2;
  private static final int CONFIGURATION_BYTES = 9;
  private static final int CONFIGURATION_VALUE = 5;
  private static final int INTERFACE_BYTES = 9;
  private static final int NUMBER = 2;
  private static final int ALTERNATE = 3;
  private static final int CLASS = 5;
  private static final int SUBCLASS = 6;
  private static final int PROTOCOL = 7;

  private RawDescriptors() {}

  /** All interfaces; nothing where one descriptor is malformed: what follows it is not known. */
  static Optional<Set<UsbInterface>> interfaces(byte[] descriptors) {
    Set<UsbInterface> found = new HashSet<>();
    int configuration = 0;
    int at = 0;
    while (at < descriptors.length) {
      int left = descriptors.length - at;
      int length = Byte.toUnsignedInt(descriptors[at]);
      if (left < HEADER_BYTES || length < HEADER_BYTES || length > left) {
        return Optional.empty();
      }
      int type = Byte.toUnsignedInt(descriptors[at + 1]);
      if (type == TYPE_CONFIGURATION && length >= CONFIGURATION_BYTES) {
        configuration = Byte.toUnsignedInt(descriptors[at + CONFIGURATION_VALUE]);
      } else if (type == TYPE_INTERFACE && length >= INTERFACE_BYTES) {
        found.add(
            new UsbInterface(
                configuration,
                Byte.toUnsignedInt(descriptors[at + NUMBER]),
                Byte.toUnsignedInt(descriptors[at + ALTERNATE]),
                Byte.toUnsignedInt(descriptors[at + CLASS]),
                Byte.toUnsignedInt(descriptors[at + SUBCLASS]),
                Byte.toUnsignedInt(descriptors[at + PROTOCOL])));
      }
      at += length;
    }
    return Optional.of(Collections.unmodifiableSet(found));
  }
}
