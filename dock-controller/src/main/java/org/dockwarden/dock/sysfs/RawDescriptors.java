package org.dockwarden.dock.sysfs;

import java.util.Set;
import java.util.TreeSet;

/**
 * The interfaces in a device's raw descriptors: every configuration, every alternate setting,
 * whether or not one is active (USB 2.0, 9.6.5). A device could keep a keyboard in a second
 * configuration; the interfaces that sysfs lists are those of the first only, and none before the
 * device is authorised.
 */
final class RawDescriptors {
  private static final int TYPE_INTERFACE = 4;
  private static final int INTERFACE_CLASS_OFFSET = 5;
  private static final int INTERFACE_BYTES = 9;

  private RawDescriptors() {}

  /** Classes of all interface descriptors; stops at the first that is malformed. */
  static Set<Integer> interfaceClasses(byte[] descriptors) {
    Set<Integer> classes = new TreeSet<>();
    int at = 0;
    while (at + 2 <= descriptors.length) {
      int length = Byte.toUnsignedInt(descriptors[at]);
      if (length < 2 || at + length > descriptors.length) {
        return classes;
      }
      if (descriptors[at + 1] == TYPE_INTERFACE && length >= INTERFACE_BYTES) {
        classes.add(Byte.toUnsignedInt(descriptors[at + INTERFACE_CLASS_OFFSET]));
      }
      at += length;
    }
    return classes;
  }
}
