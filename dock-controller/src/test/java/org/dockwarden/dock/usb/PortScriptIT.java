package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * packaging/helpers/dockwarden-port itself, with its paths replaced: what it lets through to the
 * kernel, and what it does not (F-15, U-5, U-6).
 */
class PortScriptIT {
  private static final Path SCRIPT = Path.of("..", "packaging", "helpers", "dockwarden-port");

  @TempDir private Path temp;
  private FakeSysfs sysfs;
  private Script script;

  @BeforeEach
  void make() throws IOException {
    sysfs = new FakeSysfs(temp.resolve("sys"));
    sysfs.plugHub("1-1", 4);
    map("hub 1-1 05e3:0610 4\n1 1-1.1\n2 1-1.2\n3 1-3\n12 1-1.4\n");
    script = Script.of(SCRIPT, temp);
  }

  private void map(String text) throws IOException {
    Files.writeString(temp.resolve("ports"), text);
  }

  private Path plug(String... interfaceClasses) throws IOException {
    return sysfs.plugUnauthorised("1-1.1", "S", interfaceClasses);
  }

  private String authorized(String port) throws IOException {
    return Files.readString(sysfs.devices().resolve(port).resolve("authorized")).strip();
  }

  /** What a command ends with; a failure says one line, a success none. */
  private int exit(String... words) throws Exception {
    Script.Ended ended = script.run(words);
    assertEquals(ended.exit() == 0 ? 0 : 1, ended.error().lines().count(), ended.error());
    return ended.exit();
  }

  @Test
  void authorisesACameraAndTakesItBack() throws Exception {
    plug("08");
    assertEquals(new Script.Ended(0, "", ""), script.run("authorise", "1", "2"));
    assertEquals("1", authorized("1-1.1"));
    assertEquals(0, exit("authorise", "1"));
    assertEquals(0, exit("forbid", "1"));
    assertEquals("0", authorized("1-1.1"));
    assertEquals(0, exit("forbid", "2")); // Empty.
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "129", "01", "1x", "", "../1", "1 2", "*", "-1"})
  void refusesWhatIsNoBay(String bay) throws Exception {
    for (String word : new String[] {"authorise", "forbid", "power-on", "power-state"}) {
      assertEquals(64, exit(word, bay), word);
    }
  }

  @Test
  void refusesBaysThatAreEmptyOrNotInTheMap() throws Exception {
    assertEquals(65, exit("authorise", "1"));
    assertEquals(65, exit("authorise", "4"));
    assertEquals(65, exit("forbid", "4"));
    Files.delete(temp.resolve("ports"));
    assertEquals(65, exit("authorise", "1"));
  }

  @Test
  void refusesAnotherDeviceThanTheOneThatWasJudged() throws Exception {
    plug("08");
    assertEquals(65, exit("authorise", "1", "3"));
    assertEquals(64, exit("authorise", "1", "0"));
    assertEquals(64, exit("authorise", "1", "128"));
    assertEquals(64, exit("authorise", "1", "2x"));
    assertEquals("0", authorized("1-1.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"03", "09", "02", "0a", "e0"})
  void neverAuthorisesWhatNoCameraOffers(String interfaceClass) throws Exception {
    plug("08", interfaceClass);
    assertEquals(65, exit("authorise", "1", "2"));
    assertEquals("0", authorized("1-1.1"));
  }

  @Test
  void findsAKeyboardInASecondConfiguration() throws Exception {
    Path device = plug("08");
    byte[] second = {9, 2, 0, 0, 1, 2, 0, 0, 0, 9, 4, 0, 0, 0, 3, 1, 1, 0};
    Files.write(device.resolve("descriptors"), second, StandardOpenOption.APPEND);
    assertEquals(65, exit("authorise", "1"));
    assertEquals("0", authorized("1-1.1"));
  }

  @Test
  void authorisesNothingWhoseDescriptorsItCannotRead() throws Exception {
    Path device = plug("08");
    byte[] good = Files.readAllBytes(device.resolve("descriptors"));
    for (byte[] more : new byte[][] {{0, 4}, {1, 4}, {9, 4, 1}, {9}}) {
      Files.write(device.resolve("descriptors"), good);
      Files.write(device.resolve("descriptors"), more, StandardOpenOption.APPEND);
      assertEquals(65, exit("authorise", "1"));
    }
    Files.write(device.resolve("descriptors"), new byte[] {});
    assertEquals(65, exit("authorise", "1"));
    Files.delete(device.resolve("descriptors"));
    assertEquals(65, exit("authorise", "1"));
    assertEquals("0", authorized("1-1.1"));
  }

  @Test
  void refusesAHubInABay() throws Exception {
    Path device = plug("08");
    FakeSysfs.attribute(device, "bDeviceClass", "09\n");
    assertEquals(65, exit("authorise", "1"));
  }

  @Test
  void touchesNothingBehindAHubThatIsNotTheMaps() throws Exception {
    plug("08");
    FakeSysfs.attribute(sysfs.devices().resolve("1-1"), "maxchild", "7\n");
    for (String word : new String[] {"authorise", "power-on", "power-off", "power-state"}) {
      assertEquals(75, exit(word, "1"), word);
    }
    FakeSysfs.attribute(sysfs.devices().resolve("1-1"), "maxchild", "4\n");
    FakeSysfs.attribute(sysfs.devices().resolve("1-1"), "idProduct", "0608\n");
    assertEquals(75, exit("authorise", "1"));
    assertEquals("0", authorized("1-1.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-", "-1", "..", "1-1..1", "1-1.1/..", "usb1", "1", "1-1-1", ".1-1"})
  void refusesPortsThatAreNone(String port) throws Exception {
    map("1 " + port + "\n");
    assertEquals(65, exit("authorise", "1"));
    assertEquals(65, exit("forbid", "1"));
    assertEquals(65, exit("power-state", "1"));
  }

  @Test
  void failsWhenTheKernelDoesNotTakeIt() throws Exception {
    Path device = plug("08");
    Files.delete(device.resolve("authorized"));
    Files.createSymbolicLink(device.resolve("authorized"), Path.of("/dev/null"));
    assertEquals(69, exit("authorise", "1"));
    Files.delete(device.resolve("authorized"));
    Files.createDirectory(device.resolve("authorized"));
    assertEquals(69, exit("authorise", "1"));
    assertEquals(69, exit("forbid", "1"));
  }

  private Path sysfsSwitch(String hub, String port) throws IOException {
    Path folder = sysfs.devices().resolve(hub).resolve(port);
    Files.createDirectories(folder);
    FakeSysfs.attribute(folder, "disable", "0\n");
    return folder;
  }

  @Test
  void switchesByTheKernelWhereItCan() throws Exception {
    Path port = sysfsSwitch("1-1", "1-1:1.0/1-1-port1");
    Files.createSymbolicLink(
        sysfs.devices().resolve("1-1:1.0"), sysfs.devices().resolve("1-1/1-1:1.0"));
    assertEquals(new Script.Ended(0, "on\n", ""), script.run("power-state", "1"));
    assertEquals(0, exit("power-off", "1"));
    assertEquals(new Script.Ended(0, "off\n", ""), script.run("power-state", "1", "sysfs"));
    assertEquals(0, exit("power-off", "1"));
    Path peer = Files.createDirectories(temp.resolve("peer"));
    FakeSysfs.attribute(peer, "disable", "1\n");
    Files.createSymbolicLink(port.resolve("peer"), peer);
    assertEquals(0, exit("power-on", "1", "sysfs"));
    assertEquals("0", Files.readString(peer.resolve("disable")).strip());
    assertEquals(new Script.Ended(0, "on\n", ""), script.run("power-state", "1"));
  }

  @Test
  void switchesPortsOfARootHub() throws Exception {
    sysfsSwitch("usb1", "1-0:1.0/usb1-port3");
    assertEquals(0, exit("power-off", "3"));
    assertEquals(new Script.Ended(0, "off\n", ""), script.run("power-state", "3"));
  }

  @Test
  void failsWhenAPortDoesNotSwitch() throws Exception {
    Path port = sysfsSwitch("usb1", "1-0:1.0/usb1-port3");
    Files.delete(port.resolve("disable"));
    Files.createSymbolicLink(port.resolve("disable"), Path.of("/dev/null"));
    assertEquals(69, exit("power-off", "3"));
    assertEquals(69, exit("power-state", "3"));
    assertEquals(69, exit("power-off", "1", "sysfs")); // No such attribute.
    assertEquals(64, exit("power-off", "1", "gpio"));
  }

  @Test
  void asksTheHubWhereTheKernelCannot() throws Exception {
    script.tool(
        "uhubctl",
        """
        echo "$*" >>'%1$s/calls'
        case "$*" in
          *"-a off"*) echo 0000 off >'%1$s/state' ;;
          *"-a on"*) echo 0100 power >'%1$s/state' ;;
        esac
        echo "Current status for hub 1-1 [05e3:0610 USB2.1 Hub, USB 2.10, 4 ports, ppps]"
        echo "  Port 1: $(cat '%1$s/state')"
        """
            .formatted(temp));
    Files.writeString(temp.resolve("state"), "0103 power enable connect []\n");
    assertEquals(new Script.Ended(0, "on\n", ""), script.run("power-state", "1"));
    assertEquals(0, exit("power-off", "1"));
    assertEquals(new Script.Ended(0, "off\n", ""), script.run("power-state", "1", "hub"));
    assertEquals(0, exit("power-on", "1", "hub"));
    assertEquals(
        """
        -N -e -l 1-1 -p 1
        -N -e -l 1-1 -p 1
        -N -l 1-1 -p 1 -a off
        -N -e -l 1-1 -p 1
        -N -e -l 1-1 -p 1
        -N -e -l 1-1 -p 1
        -N -l 1-1 -p 1 -a on
        -N -e -l 1-1 -p 1
        """,
        Files.readString(temp.resolve("calls")));
  }

  @Test
  void failsWhenTheHubCannotSwitchOrDoesNot() throws Exception {
    script.tool("uhubctl", "echo 'No compatible devices detected'; exit 1");
    assertEquals(69, exit("power-state", "1"));
    assertEquals(69, exit("power-off", "1"));
    script.tool("uhubctl", "echo '  Port 1: 0100 power'");
    assertEquals(69, exit("power-off", "1"));
    assertEquals(0, exit("power-on", "1"));
    script.tool("uhubctl", "echo '  Port 2: 0100 power'");
    assertEquals(69, exit("power-state", "1"));
    sysfs.unplug("1-1");
    assertEquals(75, exit("power-off", "1"));
  }

  @ParameterizedTest
  @CsvSource({"''", "authorise", "forbid", "'forbid,1,2'", "'authorise,1,2,3'", "'power,1'"})
  void refusesAnyOtherUse(String words) throws Exception {
    assertEquals(64, exit(words.split(",", -1)));
    assertTrue(script.run("-h").error().contains("usage"));
  }
}
