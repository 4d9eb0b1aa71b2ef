package org.dockwarden.dock.hardware;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.camera.CameraDescriptor;

/** Whether cameras are who they say they are (F-6). Pure. */
public final class Identities {
  private Identities() {}

  /**
   * Bays whose devices claim one camera id, and the other bays that claim it too; for each of them
   * the reason is {@code duplicate-serial}. Devices without a serial claim nothing.
   */
  public static SortedMap<BayNumber, SortedSet<BayNumber>> duplicates(DockView view) {
    Map<String, SortedSet<BayNumber>> claims = new TreeMap<>();
    view.occupants()
        .forEach(
            (bay, occupant) -> {
              if (!occupant.descriptor().serial().isEmpty()) {
                claims.computeIfAbsent(id(occupant), _ -> new TreeSet<>()).add(bay);
              }
            });
    SortedMap<BayNumber, SortedSet<BayNumber>> duplicates = new TreeMap<>();
    for (SortedSet<BayNumber> bays : claims.values()) {
      for (BayNumber bay : bays) {
        SortedSet<BayNumber> others = new TreeSet<>(bays);
        others.remove(bay);
        if (!others.isEmpty()) {
          duplicates.put(bay, others);
        }
      }
    }
    return duplicates;
  }

  /**
   * Whether the device of one connection has become another: the reason is {@code
   * identity-changed}. A descriptor that was not complete yet may still become so.
   */
  public static boolean isChanged(Occupant before, Occupant after) {
    CameraDescriptor old = before.descriptor();
    CameraDescriptor now = after.descriptor();
    boolean sameConnection = before.connection().equals(after.connection());
    boolean sameIds =
        old.vendorId().equals(now.vendorId()) && old.productId().equals(now.productId());
    boolean sameSerial = old.serial().isEmpty() || old.serial().equals(now.serial());
    boolean sameInterfaces = now.interfaceClasses().containsAll(old.interfaceClasses());
    return sameConnection && !(sameIds && sameSerial && sameInterfaces);
  }

  private static String id(Occupant occupant) {
    CameraDescriptor descriptor = occupant.descriptor();
    return descriptor.vendorId() + ":" + descriptor.productId() + ":" + descriptor.serial();
  }
}
