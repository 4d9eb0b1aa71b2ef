package org.dockwarden.dock.camera;

import java.util.Set;

/**
 * What a device says of itself by USB descriptors (USB 2.0, chapter 9), before it is trusted.
 *
 * @param vendorId idVendor, four lower-case hexadecimal digits
 * @param productId idProduct, likewise
 * @param serial iSerialNumber string, empty if it has none
 * @param product iProduct string, empty if it has none
 * @param interfaceClasses bInterfaceClass of every interface, 0 to 255
 */
public record CameraDescriptor(
    String vendorId,
    String productId,
    String serial,
    String product,
    Set<Integer> interfaceClasses) {
  /** USB mass storage (USB-IF class codes). */
  public static final int CLASS_MASS_STORAGE = 0x08;

  public CameraDescriptor {
    interfaceClasses = Set.copyOf(interfaceClasses);
  }
}
