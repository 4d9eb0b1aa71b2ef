package org.dockwarden.dock.usb;

import java.util.Locale;

/** How a port's power is switched. */
enum PowerMethod {
  /** The kernel's own {@code disable} attribute of a port, from Linux 6.0 on. */
  SYSFS,
  /** The hub-class request, by uhubctl: for older kernels. */
  HUB;

  /** The word that {@code dockwarden-port} knows. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
