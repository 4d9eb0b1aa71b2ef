package org.dockwarden.dock.linux;

import java.nio.file.Path;
import java.time.Duration;
import org.dockwarden.dock.helper.HelperPort;
import org.dockwarden.dock.usb.Admission;
import org.dockwarden.dock.usb.BayMap;

/**
 * What a real dock is made of.
 *
 * @param sysfs {@code /sys}
 * @param udev {@code /run/udev/data}, udev's notes on devices; where it is not there, none is
 *     waited for
 * @param mountHelper {@code dockwarden-mount}, behind its socket or as a command
 * @param portHelper {@code dockwarden-port}, likewise
 * @param mtpHelper socket of {@code dockwarden-mtp}
 * @param mountRoot folder of the mount points, {@code /run/dockwarden/volumes}
 * @param map which USB port is which bay
 * @param diskAppears longest wait for the disk of a device that has just enumerated
 * @param mountLimit longest run of the mount helper
 * @param admission how long authorising takes
 */
public record LinuxDockSettings(
    Path sysfs,
    Path udev,
    HelperPort mountHelper,
    HelperPort portHelper,
    Path mtpHelper,
    Path mountRoot,
    BayMap map,
    Duration diskAppears,
    Duration mountLimit,
    Admission.Waits admission) {
  /**
   * The kernel waits 1 s before it scans a USB disk (usb-storage delay_use), slow ones need more.
   */
  public static final Duration DISK_APPEARS = Duration.ofSeconds(15);

  public static final Path UDEV = Path.of("/run/udev/data");

  public static final Duration MOUNT_LIMIT = Duration.ofSeconds(60);

  /** With the usual waits. */
  public LinuxDockSettings(
      Path sysfs,
      HelperPort mountHelper,
      HelperPort portHelper,
      Path mtpHelper,
      Path mountRoot,
      BayMap map) {
    this(
        sysfs,
        UDEV,
        mountHelper,
        portHelper,
        mtpHelper,
        mountRoot,
        map,
        DISK_APPEARS,
        MOUNT_LIMIT,
        Admission.Waits.STANDARD);
  }
}
