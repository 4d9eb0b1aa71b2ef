package org.dockwarden.dock.sysfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysfsScannerTest {
  @TempDir private Path temp;
  private FakeSysfs sysfs;
  private SysfsScanner scanner;

  @BeforeEach
  void make() throws IOException {
    sysfs = new FakeSysfs(temp.resolve("sys"));
    scanner = new SysfsScanner(sysfs.root());
  }

  private UsbDevice only() throws IOException {
    List<UsbDevice> devices = scanner.scan();
    assertEquals(1, devices.size(), devices::toString);
    return devices.getFirst();
  }

  @Test
  void readsACameraWithItsDisk() throws IOException {
    sysfs.plugCamera("1-1.4", "BW-0042\n", "sdb");
    UsbDevice device = only();
    assertEquals(new PortPath("1-1.4"), device.portPath());
    assertEquals("0951", device.descriptor().vendorId());
    assertEquals("1666", device.descriptor().productId());
    assertEquals("BW-0042", device.descriptor().serial());
    assertEquals("Camera", device.descriptor().product());
    assertEquals(Set.of(8), device.descriptor().interfaceClasses());
    assertEquals(1, device.busNumber());
    assertEquals(1, device.deviceNumber());
    assertTrue(device.isAuthorized());
    assertEquals(List.of("sdb1"), device.volumes().stream().map(BlockDevice::name).toList());
    assertEquals(8192 * 512, device.volumes().getFirst().bytes());
  }

  @Test
  void takesADiskWithoutPartitionsForAVolumeAndAnEmptySlotForNone() throws IOException {
    Path device = sysfs.plug("1-1", "0951", "1666", "S");
    sysfs.addInterface(device, 0, "08");
    sysfs.addDisk(device, "sdb", 100, 0);
    sysfs.addDisk(device, "sdc", 0, 0);
    assertEquals(List.of("sdb"), only().volumes().stream().map(BlockDevice::name).toList());
  }

  @Test
  void keepsHostileSerialsAsTheyAre() throws IOException {
    sysfs.plug("1-1", "0951", "1666", "a\n\u0001\tb\n");
    assertEquals("a\n\u0001\tb", only().descriptor().serial());
    sysfs.unplug("1-1");
    sysfs.plug("1-1", "0951", "1666", new byte[] {'a', (byte) 0xff, '\n'});
    assertEquals("a\u00ff", only().descriptor().serial());
  }

  @Test
  void readsAttributesUpToAPageAndFailsBeyond() throws IOException {
    sysfs.plug("1-1", "0951", "1666", "s".repeat(4096));
    assertEquals(4096, only().descriptor().serial().length());
    sysfs.unplug("1-1");
    sysfs.plug("1-1", "0951", "1666", "s".repeat(4097));
    assertThrows(IOException.class, scanner::scan);
  }

  @Test
  void findsInterfacesOfEveryConfigurationInTheRawDescriptors() throws IOException {
    Path device = sysfs.plugCamera("1-1", "S", "sdb");
    byte[] second = {9, 2, 0, 0, 1, 2, 0, 0, 0, 9, 4, 1, 0, 0, 3, 1, 2, 0};
    Files.write(device.resolve("descriptors"), second, StandardOpenOption.APPEND);
    assertEquals(Set.of(3, 8), only().descriptor().interfaceClasses());
    assertEquals(
        Set.of(new UsbInterface(1, 0, 0, 8, 0, 0), new UsbInterface(2, 1, 0, 3, 1, 2)),
        only().promised());
    assertEquals(Set.of(new UsbInterface(1, 0, 0, 8, 0, 0)), only().active());
  }

  @Test
  void judgesAnUnauthorisedDeviceByItsRawDescriptors() throws IOException {
    sysfs.plugUnauthorised("1-1", "S", "08", "03");
    assertEquals(Set.of(3, 8), only().descriptor().interfaceClasses());
    assertEquals(Set.of(), only().active());
    assertFalse(only().isAuthorized());
  }

  @Test
  void saysNothingOfADeviceWhoseDescriptorsAreMalformed() throws IOException {
    for (byte[] malformed :
        new byte[][] {
          {0, 4, 0, 0, 0, 3}, {9, 4, 0, 0, 0, 3}, {1, 4}, {9}, {2, 4, 9, 4, 0, 0, 0, 3, 0, 0}
        }) {
      assertEquals(Optional.empty(), RawDescriptors.interfaces(malformed));
    }
    assertEquals(Optional.of(Set.of()), RawDescriptors.interfaces(new byte[] {}));
    assertEquals(Optional.of(Set.of()), RawDescriptors.interfaces(new byte[] {2, 4}));
    Path device = sysfs.plugCamera("1-1", "S", "sdb");
    Files.write(device.resolve("descriptors"), new byte[] {0, 0}, StandardOpenOption.APPEND);
    assertEquals(Set.of(), only().descriptor().interfaceClasses());
  }

  @Test
  void tellsWhichBusesAuthoriseWhatComes() throws IOException {
    assertEquals(List.of(new UsbBus(1, false, 4)), scanner.buses());
    Path bus = sysfs.devices().resolve("usb1");
    FakeSysfs.attribute(bus, "authorized_default", "2\n");
    assertTrue(scanner.buses().getFirst().isOpen());
    Files.delete(bus.resolve("authorized_default"));
    assertTrue(scanner.buses().getFirst().isOpen());
  }

  @Test
  void seesADeviceWhoseAttributesAreNotThereYet() throws IOException {
    Path folder = Files.createDirectories(sysfs.root().resolve("devices/pci0/usb1/1-1"));
    Files.createSymbolicLink(sysfs.devices().resolve("1-1"), folder);
    UsbDevice device = only();
    assertEquals("0000", device.descriptor().vendorId());
    assertEquals(Set.of(), device.descriptor().interfaceClasses());
  }

  @Test
  void seesNothingOfADeviceThatVanishesAtAnyFile() throws IOException {
    Path device = sysfs.plugCamera("1-1", "S", "sdb");
    List<Path> files;
    try (Stream<Path> all = Files.walk(device)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertTrue(scanner.scan().size() <= 1, file.toString());
      Files.write(file, content);
    }
    FakeSysfs.delete(device); // The link dangles, as it does for a moment.
    assertEquals(List.of(), scanner.scan());
  }

  @Test
  void failsWhereItCannotSee() throws IOException {
    sysfs.plugCamera("1-1", "S", "sdb");
    Files.move(sysfs.devices(), temp.resolve("away"));
    assertThrows(IOException.class, scanner::scan);
    Files.createFile(sysfs.devices());
    assertThrows(IOException.class, scanner::scan);
  }

  @Test
  void failsWhereAnAttributeCannotBeRead() throws IOException {
    Path device = sysfs.plugCamera("1-1", "S", "sdb");
    Files.delete(device.resolve("serial"));
    Files.createDirectory(device.resolve("serial"));
    assertThrows(IOException.class, scanner::scan);
  }

  @Test
  void tellsAReplugFromTheSameDevice() throws IOException {
    sysfs.plugCamera("1-1", "S", "sdb");
    UsbDevice first = only();
    assertTrue(scanner.isPresent(first));
    Files.move(first.folder(), temp.resolve("away")); // Kept, so that no new one has its inode.
    Files.delete(sysfs.devices().resolve("1-1"));
    assertFalse(scanner.isPresent(first));
    sysfs.plugCamera("1-1", "S", "sdb");
    assertNotEquals(first.deviceNumber(), only().deviceNumber());
    assertFalse(scanner.isPresent(first)); // The same camera at the same port, plugged in again.
    assertTrue(scanner.isPresent(only()));
  }

  /** F-17: what drivers see counts, whatever the raw descriptors say. */
  @Test
  void judgesADeviceByTheInterfacesThatAreThereAsWell() throws IOException {
    Path device = sysfs.plugCamera("1-1", "S", "sdb");
    sysfs.activate(device, 1, "03");
    assertEquals(Set.of(3, 8), only().descriptor().interfaceClasses());
  }

  @Test
  void ignoresRootHubsAndMarksHubs() throws IOException {
    sysfs.plugHub("1-1", 4);
    assertTrue(only().isHub());
    assertEquals(4, only().portCount());
  }

  @Test
  void takesADeviceWithAHubInterfaceForAHub() throws IOException {
    sysfs.plugUnauthorised("1-1", "S", "08", "09");
    assertTrue(only().isHub());
  }

  @Test
  void readsPortPathsAsThePlacesThatTheyAre() {
    PortPath port = new PortPath("1-2.3.11");
    assertEquals(1, port.bus());
    assertEquals(11, port.number());
    assertEquals(Optional.of(new PortPath("1-2.3")), port.hub());
    assertEquals(Optional.empty(), new PortPath("12-4").hub());
    assertEquals(4, new PortPath("12-4").number());
    assertTrue(port.isBelow(new PortPath("1-2")));
    assertFalse(new PortPath("1-22.1").isBelow(new PortPath("1-2")));
    assertTrue(new PortPath("1-2.9").compareTo(new PortPath("1-2.11")) < 0);
    assertTrue(new PortPath("1-2").compareTo(new PortPath("1-2.1")) < 0);
    for (String wrong : new String[] {"usb1", "1-1/../x", "1-0", "1-", "0-1", "1-1.1.1.1.1.1.1"}) {
      assertThrows(IllegalArgumentException.class, () -> new PortPath(wrong), wrong);
    }
  }
}
