package org.dockwarden.dock.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Lights;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.sysfs.BlockDevice;
import org.dockwarden.dock.sysfs.PortMap;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.dockwarden.dock.sysfs.UsbDevice;
import org.dockwarden.dock.uevent.HintSource;
import org.dockwarden.dock.volume.FolderVolume;
import org.dockwarden.dock.volume.Presence;
import org.dockwarden.dock.volume.VolumeLimits;

/**
 * A dock of USB ports. A connection is named by boot, bus, device number and the inode of the
 * device's sysfs folder: no two pluggings share all of them. Attaching two bays at a time is fine;
 * one bay is for one thread.
 */
public final class LinuxDock implements DockHardware {
  private static final Duration DISK_POLL = Duration.ofMillis(200);
  private static final String UNKNOWN_BOOT = "boot";

  private final LinuxDockSettings settings;
  private final PortMap ports;
  private final SysfsScanner scanner;
  private final MountCommand mounts;
  private final HintSource hints;
  private final Lights lights;
  private final String boot;

  /** A dock; it closes hints and lights. */
  public LinuxDock(LinuxDockSettings settings, HintSource hints, Lights lights) throws IOException {
    this.settings = settings;
    this.ports = PortMap.of(settings.ports());
    this.scanner = new SysfsScanner(settings.sysfs());
    this.mounts =
        new MountCommand(settings.mountHelper(), settings.mountRoot(), settings.mountLimit());
    this.hints = hints;
    this.lights = lights;
    this.boot = bootId();
  }

  private static String bootId() throws IOException {
    Path file = Path.of("/proc/sys/kernel/random/boot_id");
    return Files.exists(file) ? Files.readString(file).strip() : UNKNOWN_BOOT;
  }

  @Override
  public SortedSet<BayNumber> bays() {
    return ports.bays();
  }

  @Override
  public DockView scan() throws IOException {
    Map<BayNumber, Occupant> occupants = new TreeMap<>();
    List<Occupant> unmapped = new ArrayList<>();
    for (UsbDevice device : scanner.scan()) {
      Optional<BayNumber> bay = ports.bayAt(device.portPath());
      if (bay.isPresent()) {
        occupants.put(bay.get(), occupant(device));
      } else if (!device.isHub()) {
        unmapped.add(occupant(device)); // Hubs are part of the dock; whatever hangs on them shows.
      }
    }
    return new DockView(occupants, unmapped);
  }

  private Occupant occupant(UsbDevice device) {
    return new Occupant(connection(device), device.portPath(), device.descriptor());
  }

  private String connection(UsbDevice device) {
    return "%s-%d-%d-%d".formatted(boot, device.busNumber(), device.deviceNumber(), device.node());
  }

  @Override
  public CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
      throws IOException {
    UsbDevice device = withDisk(bay, occupant);
    BlockDevice volume = onlyVolume(bay, device);
    mounts.unmount(bay); // What an agent that was killed may have left.
    Path root = mounts.mount(bay, volume.name());
    try {
      requireSame(bay, occupant); // Mounted is what is there now; it must be what was accepted.
      Presence presence = () -> scanner.isPresent(device);
      return FolderVolume.open(
          root, occupant.connection(), presence, VolumeLimits.STANDARD, () -> mounts.unmount(bay));
    } catch (IOException e) {
      unmountAfter(bay, e);
      throw e;
    }
  }

  private void unmountAfter(BayNumber bay, IOException failure) {
    try {
      mounts.unmount(bay);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** The device once it offers a volume; the kernel makes disks some time after the device. */
  private UsbDevice withDisk(BayNumber bay, Occupant occupant) throws IOException {
    long deadline = System.nanoTime() + settings.diskAppears().toNanos();
    while (true) {
      UsbDevice device = requireSame(bay, occupant);
      if (!device.volumes().isEmpty() || System.nanoTime() >= deadline) {
        return device;
      }
      try {
        Thread.sleep(DISK_POLL); // Hints belong to the thread that scans.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BayException(BayReason.MOUNT_FAILED, "bay " + bay + ": interrupted", e);
      }
    }
  }

  private UsbDevice requireSame(BayNumber bay, Occupant occupant) throws IOException {
    for (UsbDevice device : scanner.scan()) {
      if (ports.bayAt(device.portPath()).equals(Optional.of(bay))
          && occupant(device).equals(occupant)) {
        return device;
      }
    }
    throw new CameraGoneException("bay " + bay + ": not the device that was accepted");
  }

  /** More than one volume is a fault, not a choice: footage on the other would be passed over. */
  private static BlockDevice onlyVolume(BayNumber bay, UsbDevice device) throws BayException {
    List<BlockDevice> volumes = device.volumes();
    if (volumes.size() != 1) {
      throw new BayException(
          BayReason.MOUNT_FAILED, "bay " + bay + ": " + volumes.size() + " volumes (expected: 1)");
    }
    return volumes.getFirst();
  }

  @Override
  public void light(BayNumber bay, LightPattern pattern) throws IOException {
    lights.show(bay, pattern);
  }

  @Override
  public void awaitHint(Duration timeout) throws InterruptedException {
    hints.await(timeout);
  }

  @Override
  public List<String> degradations() {
    List<String> all = new ArrayList<>(hints.degradations());
    all.addAll(lights.degradations());
    return List.copyOf(all);
  }

  @Override
  public void close() throws IOException {
    try (hints) {
      lights.close();
    }
  }
}
