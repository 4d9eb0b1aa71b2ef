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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dockwarden.dock.camera.CameraDescriptor;

/** Reads the USB devices that are there now. Stateless; the root of sysfs is a parameter. */
public final class SysfsScanner {
  /** 127 addresses on each of at most this many buses are more than any dock has. */
  private static final int MAX_ENTRIES = 4096;

  private static final int CLASS_HUB = 9;
  private static final int SECTOR_BYTES = 512; // Unit of "size" whatever the disk's sectors are.
  private static final int HEX = 16;
  private static final int DECIMAL = 10;

  private final Path devices;

  /** A scanner of {@code root/bus/usb/devices}; root is {@code /sys} but in tests. */
  public SysfsScanner(Path root) {
    this.devices = root.resolve("bus/usb/devices");
  }

  /** All devices, hubs included, ordered by port path; without the root hubs. */
  public List<UsbDevice> scan() throws IOException {
    List<UsbDevice> found = new ArrayList<>();
    for (Path entry : entries(devices)) {
      if (PortMap.PORT_PATH.matcher(name(entry)).matches()) {
        device(entry).ifPresent(found::add);
      }
    }
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
    Set<Integer> classes =
        new TreeSet<>(RawDescriptors.interfaceClasses(attributes.binary("descriptors")));
    List<BlockDevice> disks = new ArrayList<>();
    for (Path child : children(folder)) {
      if (name(child).startsWith(portPath + ":")) {
        interfaceClass(child).ifPresent(classes::add);
        disks.addAll(disksOf(child));
      }
    }
    CameraDescriptor descriptor =
        new CameraDescriptor(
            attributes.usbId("idVendor"),
            attributes.usbId("idProduct"),
            attributes.text("serial").orElse(""),
            attributes.text("product").orElse(""),
            classes);
    return new UsbDevice(
        portPath,
        (int) attributes.number("busnum", DECIMAL, 0),
        (int) attributes.number("devnum", DECIMAL, 0),
        node,
        attributes.number("authorized", DECIMAL, 1) != 0,
        attributes.number("bDeviceClass", HEX, 0) == CLASS_HUB,
        descriptor,
        disks,
        folder);
  }

  private static Optional<Integer> interfaceClass(Path folder) throws IOException {
    long value = new Attributes(folder).number("bInterfaceClass", HEX, -1);
    return value < 0 || value > 0xff ? Optional.empty() : Optional.of((int) value);
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
