package org.dockwarden.dock.libmtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dockwarden.dock.bay.BayNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BayDeviceTest {
  private static final BayNumber THREE = new BayNumber(3);

  @TempDir private Path temp;

  @BeforeEach
  void plugCamera() throws IOException {
    Files.writeString(temp.resolve("ports"), "1 1-1.1\n3 1-1.3\nhub 1-1 0409:55aa\n");
    plug("1", "06");
  }

  private void plug(String authorized, String interfaceClass) throws IOException {
    write(
        "1-1.3",
        Map.of(
            "authorized", authorized,
            "busnum", "1",
            "devnum", "104",
            "idVendor", "46f4",
            "idProduct", "0004"));
    write("1-1.3:1.0", Map.of("bInterfaceClass", interfaceClass));
  }

  private void write(String device, Map<String, String> attributes) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("sys/bus/usb/devices").resolve(device));
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      Files.writeString(folder.resolve(attribute.getKey()), attribute.getValue() + "\n");
    }
  }

  private UsbAddress find(BayNumber bay) throws IOException {
    return new BayDevice(temp.resolve("ports"), temp.resolve("sys")).find(bay);
  }

  private String objection(BayNumber bay) {
    return String.valueOf(assertThrows(IOException.class, () -> find(bay)).getMessage());
  }

  @Test
  void findsTheDeviceAtTheBaysPort() throws IOException {
    assertEquals(new UsbAddress(1, 104, 0x46f4, 0x0004), find(THREE));
  }

  @Test
  void takesNoOtherBaysPortAndNoPortThatIsNone() throws IOException {
    plug("1", "06");
    Files.writeString(temp.resolve("ports"), "31 1-1.3\n");
    assertTrue(objection(THREE).contains("not in"));
    for (String port : List.of("../devices/1-1.3", "1-1.3/", "1-1.3:1.0", "usb1", "1-1.3 x")) {
      Files.writeString(temp.resolve("ports"), "3 " + port + "\n");
      assertTrue(objection(THREE).contains("not in"), port);
    }
  }

  @Test
  void takesAVendorSpecificDevice() throws IOException {
    plug("1", "ff");
    assertEquals(104, find(THREE).number());
  }

  @Test
  void touchesNothingElse() throws IOException {
    assertTrue(objection(new BayNumber(1)).contains("empty"));
    assertTrue(objection(new BayNumber(2)).contains("not in"));
    plug("0", "06");
    assertTrue(objection(THREE).contains("not authorised"));
    plug("1", "08");
    assertTrue(objection(THREE).contains("interface classes [8]"));
  }
}
