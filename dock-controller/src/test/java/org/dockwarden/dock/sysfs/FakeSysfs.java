package org.dockwarden.dock.sysfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A sysfs tree as the kernel lays it out: real folders below devices/, links below bus/usb. */
public final class FakeSysfs {
  private final Path root;
  private int lastDevice;

  /** An empty tree with a root hub and a hub for the dock's ports. */
  public FakeSysfs(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(devices());
    Files.createDirectories(root.resolve("devices/pci0/usb1"));
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
    Files.write(folder.resolve("serial"), serial);
    Files.createSymbolicLink(
        devices().resolve(portPath), Path.of("../../../devices/pci0/usb1", portPath));
    return folder;
  }

  /** Adds an interface. */
  public Path addInterface(Path device, int number, String interfaceClass) throws IOException {
    Path folder = Files.createDirectories(device.resolve(device.getFileName() + ":1." + number));
    attribute(folder, "bInterfaceClass", interfaceClass + "\n");
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
