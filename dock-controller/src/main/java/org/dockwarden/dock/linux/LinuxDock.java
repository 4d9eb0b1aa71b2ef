package org.dockwarden.dock.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraProfile;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Lights;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.mtp.MtpVolume;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sysfs.BlockDevice;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.dockwarden.dock.sysfs.UsbBus;
import org.dockwarden.dock.sysfs.UsbDevice;
import org.dockwarden.dock.uevent.HintSource;
import org.dockwarden.dock.usb.Admission;
import org.dockwarden.dock.usb.BayMap;
import org.dockwarden.dock.usb.HubCheck;
import org.dockwarden.dock.usb.PortRequests;
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
  private final BayMap map;
  private final SysfsScanner scanner;
  private final DiskNotes disks;
  private final Admission admission;
  private final MountCommand mounts;
  private final HintSource hints;
  private final Lights lights;
  private final String boot;
  private volatile List<String> seen = List.of();

  /**
   * A dock; it closes hints and lights.
   *
   * @param power what a device that does not complete is switched off and on by
   */
  public LinuxDock(LinuxDockSettings settings, HintSource hints, Lights lights, PortPower power)
      throws IOException {
    this.settings = settings;
    this.map = settings.map();
    this.scanner = new SysfsScanner(settings.sysfs());
    this.disks = new DiskNotes(settings.sysfs(), settings.udev());
    this.admission =
        new Admission(
            new PortRequests(settings.portHelper()), power, settings.admission(), System::nanoTime);
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
    return new TreeSet<>(map.bays().keySet());
  }

  /** One scan at a time: what is watched has to be seen in order. */
  @Override
  public synchronized DockView scan() throws IOException {
    List<UsbBus> buses = scanner.buses();
    List<UsbDevice> devices = scanner.scan();
    HubCheck hubs = HubCheck.of(map, buses, devices);
    SortedMap<BayNumber, UsbDevice> occupants = new TreeMap<>();
    List<UsbDevice> unmapped = new ArrayList<>();
    for (UsbDevice device : devices) {
      // What hangs on another hub than the map's is in none of its bays (U-4).
      Optional<BayNumber> bay =
          map.bayAt(device.portPath()).filter(one -> !hubs.missing().contains(one));
      if (bay.isPresent()) {
        occupants.put(bay.get(), device);
      } else if (!map.isOwn(device.portPath(), device.ids(), device.isHub())) {
        unmapped.add(device);
      }
    }
    admission.observe(occupants);
    seen = degradations(hubs, buses, unmapped);
    return view(occupants, unmapped, hubs);
  }

  private DockView view(
      SortedMap<BayNumber, UsbDevice> occupants, List<UsbDevice> unmapped, HubCheck hubs) {
    SortedMap<BayNumber, Occupant> inBays = new TreeMap<>();
    occupants.forEach((bay, device) -> inBays.put(bay, occupant(device)));
    SortedMap<BayNumber, BayReason> faults = new TreeMap<>();
    admission.broken().forEach(bay -> faults.put(bay, BayReason.IDENTITY_CHANGED));
    hubs.missing().forEach(bay -> faults.put(bay, BayReason.HUB_MISSING));
    return new DockView(inBays, unmapped.stream().map(this::occupant).toList(), faults);
  }

  private static List<String> degradations(
      HubCheck hubs, List<UsbBus> buses, List<UsbDevice> unmapped) {
    List<String> all = new ArrayList<>(hubs.problems());
    for (UsbBus bus : buses) {
      if (bus.isOpen()) {
        all.add("USB is not default-deny: usb" + bus.number() + " authorises whatever comes");
      }
    }
    for (UsbDevice device : unmapped) {
      if (device.isAuthorized()) {
        all.add(
            "USB is not default-deny: %s at %s is authorised"
                .formatted(device.ids(), device.portPath()));
      }
    }
    return List.copyOf(all);
  }

  private Occupant occupant(UsbDevice device) {
    return new Occupant(connection(device), device.portPath().text(), device.descriptor());
  }

  private String connection(UsbDevice device) {
    return "%s-%d-%d-%d".formatted(boot, device.busNumber(), device.deviceNumber(), device.node());
  }

  @Override
  public CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
      throws IOException {
    admission.admit(bay, requireSame(bay, occupant), () -> requireConnected(bay, occupant));
    if (accepted.access() == CameraProfile.Access.MTP) {
      return attachMtp(bay, requireSame(bay, occupant), occupant.connection());
    }
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

  /** A camera that is no disk: the helper that may talk to it reads it for the agent. */
  private CameraVolume attachMtp(BayNumber bay, UsbDevice device, String connection)
      throws IOException {
    Presence presence = () -> scanner.isPresent(device);
    try {
      return MtpVolume.open(settings.mtpHelper(), bay, connection, presence, VolumeLimits.STANDARD);
    } catch (BayException | CameraGoneException e) {
      throw e;
    } catch (IOException e) {
      throw new BayException(BayReason.MOUNT_FAILED, "bay " + bay + ": " + e.getMessage(), e);
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
      boolean hasDisk = !device.volumes().isEmpty() && disks.areComplete(device);
      if (hasDisk || System.nanoTime() >= deadline) {
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
    UsbDevice device = requireConnected(bay, occupant);
    if (!occupant(device).equals(occupant)) {
      throw new CameraGoneException("bay " + bay + ": not the device that was accepted");
    }
    return device;
  }

  /** The device of the occupant's connection, whatever it says of itself by now. */
  private UsbDevice requireConnected(BayNumber bay, Occupant occupant) throws IOException {
    for (UsbDevice device : scanner.scan()) {
      if (map.bayAt(device.portPath()).equals(Optional.of(bay))
          && connection(device).equals(occupant.connection())) {
        return device;
      }
    }
    throw new CameraGoneException("bay " + bay + ": not the device that was accepted");
  }

  @Override
  public void refuse(BayNumber bay, Occupant occupant) throws IOException {
    UsbDevice device;
    try {
      device = requireConnected(bay, occupant);
    } catch (CameraGoneException _) {
      return; // What is gone is not in use.
    }
    admission.refuse(bay, device);
  }

  /** The kernel unmounts nothing that is in use, in whatever mount namespace that is. */
  @Override
  public void letGo(BayNumber bay) throws IOException {
    mounts.unmount(bay);
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
    List<String> all = new ArrayList<>(seen);
    all.addAll(admission.degradations());
    all.addAll(hints.degradations());
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
