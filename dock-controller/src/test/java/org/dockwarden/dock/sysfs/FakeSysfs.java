package org.dockwarden.dock.sysfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** A sysfs tree as the kernel lays it out: real folders below devices/, links below bus/usb. */
public final class FakeSysfs {
  private static final int DEVICE_BYTES = 18;
  private static final int PART_BYTES = 9;

  private final Path root;
  private int lastDevice;

  /** An empty tree with a root hub and a hub for the dock's ports. */
  public FakeSysfs(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(devices());
    Path bus = Files.createDirectories(root.resolve("devices/pci0/usb1"));
    attribute(bus, "authorized_default", "0\n");
    attribute(bus, "maxchild", "4\n");
    Files.createSymbolicLink(devices().resolve("usb1"), Path.of("../../../devices/pci0/usb1"));
  }

  /** The tree's root, to be used for {@code /sys}. */
  public Path root() {
    return root;
  }

  /** bus/usb/devices. */
  public Path devices() {
    return root.resolve("bus/usb/devices");
  }

  /** Plugs in a device and gives its folder; the device number counts up. */
  public Path plug(String portPath, String vendor, String product, String serial)
      throws IOException {
    return plug(portPath, vendor, product, serial.getBytes(StandardCharsets.UTF_8));
  }

  /** Plugs in a device whose serial is no text. */
  public Path plug(String portPath, String vendor, String product, byte[] serial)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("devices/pci0/usb1/" + portPath));
    attribute(folder, "idVendor", vendor + "\n");
    attribute(folder, "idProduct", product + "\n");
    attribute(folder, "busnum", "1\n");
    attribute(folder, "devnum", ++lastDevice + "\n");
    attribute(folder, "authorized", "1\n");
    attribute(folder, "bDeviceClass", "00\n");
    attribute(folder, "product", "Camera\n");
    attribute(folder, "maxchild", "0\n");
    Files.write(folder.resolve("serial"), serial);
    byte[] descriptors = new byte[DEVICE_BYTES + PART_BYTES];
    descriptors[0] = DEVICE_BYTES;
    descriptors[1] = 1;
    descriptors[DEVICE_BYTES] = PART_BYTES;
    descriptors[DEVICE_BYTES + 1] = 2;
    descriptors[DEVICE_BYTES + 5] = 1;
    Files.write(folder.resolve("descriptors"), descriptors);
    Files.createSymbolicLink(
        devices().resolve(portPath), Path.of("../../../devices/pci0/usb1", portPath));
    return folder;
  }

  /** Plugs in a hub of the dock that works. */
  public Path plugHub(String portPath, int ports) throws IOException {
    Path hub = plug(portPath, "05e3", "0610", "");
    attribute(hub, "bDeviceClass", "09\n");
    attribute(hub, "maxchild", ports + "\n");
    addInterface(hub, 0, "09");
    return hub;
  }

  /** Adds an interface that the device promises and drivers see. */
  public Path addInterface(Path device, int number, String interfaceClass) throws IOException {
    promise(device, number, interfaceClass);
    return activate(device, number, interfaceClass);
  }

  /** Adds an interface to the raw descriptors only. */
  public void promise(Path device, int number, String interfaceClass) throws IOException {
    byte[] part = new byte[PART_BYTES];
    part[0] = PART_BYTES;
    part[1] = 4;
    part[2] = (byte) number;
    part[5] = (byte) Integer.parseInt(interfaceClass, 16);
    Files.write(device.resolve("descriptors"), part, StandardOpenOption.APPEND);
  }

  /** Lets drivers see an interface, as authorising does. */
  public Path activate(Path device, int number, String interfaceClass) throws IOException {
    Path folder = Files.createDirectories(device.resolve(device.getFileName() + ":1." + number));
    attribute(folder, "bInterfaceClass", interfaceClass + "\n");
    attribute(folder, "bInterfaceSubClass", "00\n");
    attribute(folder, "bInterfaceProtocol", "00\n");
    attribute(folder, "bAlternateSetting", " 0\n");
    return folder;
  }

  /** Adds a disk with partitions to interface 0. */
  public void addDisk(Path device, String name, long sectors, int partitions) throws IOException {
    Path unit =
        device.resolve(device.getFileName() + ":1.0/host3/target3:0:0/3:0:0:0/block/" + name);
    attribute(Files.createDirectories(unit), "size", sectors + "\n");
    for (int number = 1; number <= partitions; number++) {
      Path partition = Files.createDirectories(unit.resolve(name + number));
      attribute(partition, "size", sectors / partitions + "\n");
      attribute(partition, "partition", number + "\n");
    }
  }

  /** A camera with one mass storage interface and one partition. */
  public Path plugCamera(String portPath, String serial, String disk) throws IOException {
    Path device = plug(portPath, "0951", "1666", serial);
    addInterface(device, 0, "08");
    addDisk(device, disk, 8192, 1);
    return device;
  }

  /** A device as default-deny leaves it: it says what it is, and no driver sees it. */
  public Path plugUnauthorised(String portPath, String serial, String... interfaceClasses)
      throws IOException {
    Path device = plug(portPath, "0951", "1666", serial);
    attribute(device, "authorized", "0\n");
    for (int number = 0; number < interfaceClasses.length; number++) {
      promise(device, number, interfaceClasses[number]);
    }
    return device;
  }

  /** Unplugs: the kernel removes link and folder. */
  public void unplug(String portPath) throws IOException {
    Files.delete(devices().resolve(portPath));
    delete(root.resolve("devices/pci0/usb1/" + portPath));
  }

  /** Removes a folder with everything in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Writes an attribute. */
  public static void attribute(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
