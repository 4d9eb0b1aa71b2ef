package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * packaging/helpers/dockwarden-usb itself: what is let in from boot on, and what is not (F-14,
 * U-3).
 */
class UsbScriptIT {
  private static final Path SCRIPT = Path.of("..", "packaging", "helpers", "dockwarden-usb");

  @TempDir private Path temp;
  private FakeSysfs sysfs;
  private Script script;

  @BeforeEach
  void make() throws IOException {
    sysfs = new FakeSysfs(temp.resolve("sys"));
    map("hub 1-1 05e3:0610 4\nown 1-2 08e6:3437\n1 1-1.1\n2 1-3.2\n3 1-4\n");
    script = Script.of(SCRIPT, temp);
  }

  private void map(String text) throws IOException {
    Files.writeString(temp.resolve("ports"), text);
  }

  private String authorized(String port) throws IOException {
    return Files.readString(sysfs.devices().resolve(port).resolve("authorized")).strip();
  }

  private void admits(boolean expected, String port) throws Exception {
    FakeSysfs.attribute(sysfs.devices().resolve(port), "authorized", "0\n");
    assertEquals(new Script.Ended(0, "", ""), script.run("admit", port));
    assertEquals(expected ? "1" : "0", authorized(port), port);
  }

  @Test
  void admitsTheHubsOnTheWayToTheBays() throws Exception {
    sysfs.plugHub("1-1", 4);
    sysfs.plugHub("1-3", 4);
    admits(true, "1-1");
    admits(true, "1-3"); // By its place: no line says what hub it is.
  }

  @Test
  void admitsNoOtherHubInTheirPlace() throws Exception {
    FakeSysfs.attribute(sysfs.plugHub("1-1", 4), "idProduct", "0608\n");
    admits(false, "1-1");
  }

  @Test
  void admitsNoHubThatIsSomethingElseAsWell() throws Exception {
    Path hub = sysfs.plugHub("1-1", 4);
    sysfs.promise(hub, 1, "03");
    admits(false, "1-1");
    sysfs.unplug("1-1");
    FakeSysfs.attribute(sysfs.plugHub("1-1", 4), "bDeviceClass", "00\n");
    admits(false, "1-1");
    Path camera = sysfs.plugCamera("1-3", "S", "sdb");
    admits(false, "1-3");
    FakeSysfs.attribute(camera, "bDeviceClass", "09\n");
    admits(false, "1-3");
  }

  @Test
  void admitsNothingInOrBehindABay() throws Exception {
    sysfs.plugHub("1-1", 4);
    sysfs.plugHub("1-1.1", 4);
    sysfs.plugHub("1-1.1.2", 4);
    sysfs.plugHub("1-4", 4);
    map(
        """
        hub 1-1 05e3:0610 4
        hub 1-1.1 05e3:0610 4
        hub 1-1.1.2 05e3:0610 4
        own 1-4 05e3:0610
        1 1-1.1
        3 1-4
        """);
    admits(true, "1-1");
    admits(false, "1-1.1");
    admits(false, "1-1.1.2");
    admits(false, "1-4");
  }

  @Test
  void admitsTheDocksOwnDeviceAtItsPortOnly() throws Exception {
    sysfs.plug("1-2", "08e6", "3437", "");
    sysfs.plug("1-5", "08e6", "3437", "");
    sysfs.plug("1-1.3", "08e6", "3437", "");
    admits(true, "1-2");
    admits(false, "1-5");
    admits(false, "1-1.3");
    sysfs.unplug("1-2");
    sysfs.plug("1-2", "046d", "c31c", "");
    admits(false, "1-2");
  }

  @Test
  void admitsNothingWithoutAMap() throws Exception {
    sysfs.plugHub("1-1", 4);
    Files.delete(temp.resolve("ports"));
    admits(false, "1-1");
  }

  @Test
  void putsOutWhatCameWhileTheBusWasOpen() throws Exception {
    sysfs.plugHub("1-1", 4);
    sysfs.plugCamera("1-1.1", "S", "sdb");
    sysfs.plug("1-2", "08e6", "3437", "");
    sysfs.plug("1-5", "046d", "c31c", "");
    assertEquals(new Script.Ended(0, "", ""), script.run("close", "usb1"));
    assertEquals("1", authorized("1-1"));
    assertEquals("1", authorized("1-2"));
    assertEquals("0", authorized("1-1.1"));
    assertEquals("0", authorized("1-5"));
  }

  @Test
  void saysWhatItCouldNotPutOut() throws Exception {
    Path device = sysfs.plugCamera("1-5", "S", "sdb");
    Files.delete(device.resolve("authorized"));
    Files.createDirectory(device.resolve("authorized"));
    sysfs.plug("1-6", "046d", "c31c", "");
    assertEquals(69, script.run("close", "usb1").exit());
    assertEquals("0", authorized("1-6"));
  }

  @Test
  void refusesAnyOtherUse() throws Exception {
    for (String words :
        new String[] {"", "close", "close 1-1", "admit usb1", "admit 1-1/..", "x y"}) {
      assertEquals(64, script.run(words.split(" ", -1)).exit(), words);
    }
  }
}
