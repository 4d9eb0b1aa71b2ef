package org.dockwarden.dock.libmtp;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dockwarden.dock.bay.BayNumber;

/**
 * Finds the device in a bay by the map that only root can write, and by sysfs. Nobody who asks says
 * which device it is, only which bay.
 */
public final class BayDevice {
  /** USB still image (PTP, most MTP), and vendor-specific (the rest of MTP). */
  private static final int CLASS_STILL_IMAGE = 0x06;

  private static final int CLASS_VENDOR = 0xff;
  private static final int HEX = 16;
  private static final int DECIMAL = 10;

  private static final Pattern PORT_PATH =
      Pattern.compile("[1-9][0-9]{0,2}-[1-9][0-9]{0,2}(?:\\.[1-9][0-9]{0,2}){0,5}");

  private final Path ports;
  private final Path devices;

  /**
   * @param ports {@code /etc/dockwarden/ports}, lines "BAY PORT-PATH"
   * @param sysfs {@code /sys}
   */
  public BayDevice(Path ports, Path sysfs) {
    this.ports = ports;
    this.devices = sysfs.resolve("bus/usb/devices");
  }

  /** The address of the authorised device of a camera's class in the bay; throws without one. */
  public UsbAddress find(BayNumber bay) throws IOException {
    String port = portOf(bay);
    Path device = devices.resolve(port);
    if (!Files.exists(device)) {
      throw new IOException("bay " + bay + ": empty");
    }
    if (number(device, "authorized", DECIMAL) != 1) {
      throw new IOException("bay " + bay + ": not authorised");
    }
    Set<Integer> classes = interfaceClasses(port);
    if (!classes.contains(CLASS_STILL_IMAGE) && !classes.contains(CLASS_VENDOR)) {
      throw new IOException(
          "bay " + bay + ": interface classes " + classes + " (expected: 6 or 255)");
    }
    return new UsbAddress(
        number(device, "busnum", DECIMAL),
        number(device, "devnum", DECIMAL),
        number(device, "idVendor", HEX),
        number(device, "idProduct", HEX));
  }

  private String portOf(BayNumber bay) throws IOException {
    for (String line : Files.readAllLines(ports)) {
      List<String> words = List.of(line.strip().split("\\s+"));
      if (words.size() == 2
          && words.getFirst().equals(bay.toString())
          && PORT_PATH.matcher(words.getLast()).matches()) {
        return words.getLast();
      }
    }
    throw new IOException("bay " + bay + ": not in " + ports);
  }

  private Set<Integer> interfaceClasses(String port) throws IOException {
    Set<Integer> classes = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(devices, port + ":*")) {
      for (Path entry : entries) {
        classes.add(number(entry, "bInterfaceClass", HEX));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return classes;
  }

  private static int number(Path folder, String attribute, int radix) throws IOException {
    String text = Files.readString(folder.resolve(attribute)).strip();
    try {
      return Integer.parseInt(text, radix);
    } catch (NumberFormatException e) {
      throw new IOException(attribute + ": " + text + " (expected: a number)", e);
    }
  }
}
