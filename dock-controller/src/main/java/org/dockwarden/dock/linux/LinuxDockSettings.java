package org.dockwarden.dock.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.helper.HelperPort;

/**
 * What a real dock is made of.
 *
 * @param sysfs {@code /sys}
 * @param mountHelper {@code dockwarden-mount}, behind its socket or as a command
 * @param mountRoot folder of the mount points, {@code /run/dockwarden/volumes}
 * @param ports USB port path of each bay, {@code 1-1.4}
 * @param diskAppears longest wait for the disk of a device that has just enumerated
 * @param mountLimit longest run of the mount helper
 */
public record LinuxDockSettings(
    Path sysfs,
    HelperPort mountHelper,
    Path mountRoot,
    Map<BayNumber, String> ports,
    Duration diskAppears,
    Duration mountLimit) {
  /**
   * The kernel waits 1 s before it scans a USB disk (usb-storage delay_use), slow ones need more.
   */
  public static final Duration DISK_APPEARS = Duration.ofSeconds(15);

  public static final Duration MOUNT_LIMIT = Duration.ofSeconds(60);

  public LinuxDockSettings {
    ports = Map.copyOf(ports);
  }

  /** With the usual waits. */
  public LinuxDockSettings(
      Path sysfs, HelperPort mountHelper, Path mountRoot, Map<BayNumber, String> ports) {
    this(sysfs, mountHelper, mountRoot, ports, DISK_APPEARS, MOUNT_LIMIT);
  }
}
