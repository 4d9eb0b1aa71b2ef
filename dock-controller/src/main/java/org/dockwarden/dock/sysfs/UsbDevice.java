package org.dockwarden.dock.sysfs;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dockwarden.dock.camera.CameraDescriptor;

/**
 * A USB device as sysfs shows it.
 *
 * @param portPath {@code 1-1.4}
 * @param busNumber of the host controller
 * @param deviceNumber given at each enumeration, counting up; 1 to 127
 * @param node inode of its sysfs folder: a new one for each device that the kernel creates
 * @param isAuthorized whether drivers may bind to it
 * @param isHub whether it is a hub, as a whole or by one of its interfaces (class 9)
 * @param portCount sockets of a hub that works; 0 else
 * @param descriptor what it says of itself
 * @param promised every interface of its raw descriptors
 * @param active the interfaces that drivers see now; none before it is authorised
 * @param disks what it offers as disks so far; they appear some time after the device
 * @param folder its sysfs folder, resolved
 */
public record UsbDevice(
    PortPath portPath,
    int busNumber,
    int deviceNumber,
    long node,
    boolean isAuthorized,
    boolean isHub,
    int portCount,
    CameraDescriptor descriptor,
    Set<UsbInterface> promised,
    Set<UsbInterface> active,
    List<BlockDevice> disks,
    Path folder) {
  public UsbDevice {
    promised = Set.copyOf(promised);
    active = Set.copyOf(active);
    disks = List.copyOf(disks);
  }

  /** Vendor and product, {@code 0951:1666}. */
  public String ids() {
    return descriptor.vendorId() + ":" + descriptor.productId();
  }

  /** What can hold a file system: partitions, and disks that have none; without empty slots. */
  public List<BlockDevice> volumes() {
    return disks.stream()
        .flatMap(disk -> disk.partitions().isEmpty() ? Stream.of(disk) : disk.partitions().stream())
        .filter(volume -> volume.bytes() > 0)
        .toList();
  }
}
