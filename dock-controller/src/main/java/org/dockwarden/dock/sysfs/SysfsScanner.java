package org.dockwarden.dock.sysfs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.dock.camera.CameraDescriptor;

/** Reads the USB devices that are there now. Stateless; the root of sysfs is a parameter. */
public final class SysfsScanner {
  /** 127 addresses on each of at most this many buses are more than any dock has. */
  private static final int MAX_ENTRIES = 4096;

  private static final int CLASS_HUB = 9;
  private static final int SECTOR_BYTES = 512; // Unit of "size" whatever the disk's sectors are.
  private static final int HEX = 16;
  private static final int DECIMAL = 10;
  private static final int MAX_BYTE = 0xff;
  private static final Pattern ROOT_HUB = Pattern.compile("usb([1-9][0-9]{0,2})");
  private static final Pattern INTERFACE = Pattern.compile("[0-9.-]+:([0-9]{1,3})\\.([0-9]{1,3})");

  private final Path devices;

  /** A scanner of {@code root/bus/usb/devices}; root is {@code /sys} but in tests. */
  public SysfsScanner(Path root) {
    this.devices = root.resolve("bus/usb/devices");
  }

  /** All devices, hubs included, ordered by port path; without the root hubs. */
  public List<UsbDevice> scan() throws IOException {
    List<UsbDevice> found = new ArrayList<>();
    for (Path entry : entries(devices)) {
      if (PortPath.isPortPath(name(entry))) {
        device(entry).ifPresent(found::add);
      }
    }
    return found;
  }

  /** All buses, by number. */
  public List<UsbBus> buses() throws IOException {
    List<UsbBus> found = new ArrayList<>();
    for (Path entry : entries(devices)) {
      Matcher name = ROOT_HUB.matcher(name(entry));
      if (name.matches()) {
        Attributes attributes = new Attributes(entry);
        // A kernel that does not say so authorises what comes.
        found.add(
            new UsbBus(
                Integer.parseInt(name.group(1)),
                attributes.number("authorized_default", DECIMAL, 1) != 0,
                (int) attributes.number("maxchild", DECIMAL, 0)));
      }
    }
    found.sort(Comparator.comparingInt(UsbBus::number));
    return found;
  }

  /** Whether the device of this folder is still the one with this inode. */
  public boolean isPresent(UsbDevice device) throws IOException {
    try {
      return node(device.folder()) == device.node();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Whether a port has power; nothing where the kernel does not say so, which it does from Linux
   * 6.0 on, or where there is no such port.
   */
  public Optional<Boolean> isPortOn(PortPath port) throws IOException {
    // 1-1.4 is port 4 of hub 1-1; 1-4 is port 4 of the root hub usb1.
    String hub = port.hub().map(PortPath::text).orElse("usb" + port.bus());
    String hubInterface = port.hub().isPresent() ? hub + ":1.0" : port.bus() + "-0:1.0";
    Path folder = devices.resolve(hub).resolve(hubInterface).resolve(hub + "-port" + port.number());
    long disabled = new Attributes(folder).number("disable", DECIMAL, -1);
    return disabled < 0 ? Optional.empty() : Optional.of(disabled == 0);
  }

  /** A device, or nothing if it vanished before it was read to the end. */
  private static Optional<UsbDevice> device(Path entry) throws IOException {
    try {
      Path folder = entry.toRealPath();
      UsbDevice device = read(name(entry), folder);
      return node(folder) == device.node() ? Optional.of(device) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.notExists(entry)) {
        return Optional.empty(); // ENODEV of an attribute whose device leaves.
      }
      throw e;
    }
  }

  private static UsbDevice read(String portPath, Path folder) throws IOException {
    long node = node(folder);
    Attributes attributes = new Attributes(folder);
    Optional<Set<UsbInterface>> promised =
        RawDescriptors.interfaces(attributes.binary("descriptors"));
    Set<UsbInterface> active = new HashSet<>();
    List<BlockDevice> disks = new ArrayList<>();
    for (Path child : children(folder)) {
      if (name(child).startsWith(portPath + ":")) {
        active(child).ifPresent(active::add);
        disks.addAll(disksOf(child));
      }
    }
    Set<Integer> classes = new TreeSet<>();
    if (promised.isPresent()) { // Else what it could be is not known, and nothing is said of it.
      promised.get().forEach(one -> classes.add(one.interfaceClass()));
      active.forEach(one -> classes.add(one.interfaceClass()));
    }
    CameraDescriptor descriptor =
        new CameraDescriptor(
            attributes.usbId("idVendor"),
            attributes.usbId("idProduct"),
            attributes.text("serial").orElse(""),
            attributes.text("product").orElse(""),
            classes);
    return new UsbDevice(
        new PortPath(portPath),
        (int) attributes.number("busnum", DECIMAL, 0),
        (int) attributes.number("devnum", DECIMAL, 0),
        node,
        attributes.number("authorized", DECIMAL, 1) != 0,
        attributes.number("bDeviceClass", HEX, 0) == CLASS_HUB || classes.contains(CLASS_HUB),
        (int) attributes.number("maxchild", DECIMAL, 0),
        descriptor,
        promised.orElse(Set.of()),
        active,
        disks,
        folder);
  }

  /** {@code 1-1.4:1.0}, after the colon configuration and number. */
  private static Optional<UsbInterface> active(Path folder) throws IOException {
    Matcher name = INTERFACE.matcher(name(folder));
    Attributes attributes = new Attributes(folder);
    long interfaceClass = attributes.number("bInterfaceClass", HEX, -1);
    if (!name.matches() || interfaceClass < 0 || interfaceClass > MAX_BYTE) {
      return Optional.empty();
    }
    return Optional.of(
        new UsbInterface(
            Integer.parseInt(name.group(1)),
            Integer.parseInt(name.group(2)),
            (int) attributes.number("bAlternateSetting", DECIMAL, 0),
            (int) interfaceClass,
            (int) attributes.number("bInterfaceSubClass", HEX, 0),
            (int) attributes.number("bInterfaceProtocol", HEX, 0)));
  }

  /** {@code INTERFACE/hostN/targetN:C:T/N:C:T:L/block/sdX}. */
  private static List<BlockDevice> disksOf(Path interfaceFolder) throws IOException {
    List<BlockDevice> disks = new ArrayList<>();
    for (Path host : childrenNamed(interfaceFolder, "host")) {
      for (Path target : childrenNamed(host, "target")) {
        for (Path unit : children(target)) {
          for (Path disk : children(unit.resolve("block"))) {
            disks.add(disk(disk));
          }
        }
      }
    }
    return disks;
  }

  private static BlockDevice disk(Path folder) throws IOException {
    List<BlockDevice> partitions = new ArrayList<>();
    for (Path child : childrenNamed(folder, name(folder))) {
      if (Files.exists(child.resolve("partition"))) {
        partitions.add(new BlockDevice(name(child), bytes(child), List.of()));
      }
    }
    return new BlockDevice(name(folder), bytes(folder), partitions);
  }

  private static long bytes(Path folder) throws IOException {
    return new Attributes(folder).number("size", DECIMAL, 0) * SECTOR_BYTES;
  }

  private static long node(Path folder) throws IOException {
    return (Long) Files.getAttribute(folder, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> childrenNamed(Path folder, String prefix) throws IOException {
    return children(folder).stream().filter(child -> name(child).startsWith(prefix)).toList();
  }

  /** In order; none where there is no such folder below a device, which may be leaving. */
  private static List<Path> children(Path folder) throws IOException {
    try {
      return entries(folder);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        entries.add(entry);
        if (entries.size() > MAX_ENTRIES) {
          throw new IOException(folder + ": more than " + MAX_ENTRIES + " entries");
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(null);
    return entries;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
