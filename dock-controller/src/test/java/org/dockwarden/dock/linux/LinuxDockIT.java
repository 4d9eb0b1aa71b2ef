package org.dockwarden.dock.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Profiles;
import org.dockwarden.dock.hardware.AbsentLights;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockHardwareContract;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.helper.HelperCommand;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.dockwarden.dock.uevent.NoHints;
import org.junit.jupiter.api.Test;

/** A fake sysfs, and a script for the mount helper whose mounts are links. */
class LinuxDockIT extends DockHardwareContract {
  private static final Map<BayNumber, String> PORTS = Map.of(ONE, "1-1.1", TWO, "1-1.2");

  @SuppressWarnings("NullAway.Init") // By makeDock, which the contract calls first.
  private FakeSysfs sysfs;

  private Path helper(String mount) throws IOException {
    Path helper = temp.resolve("helper");
    Files.writeString(
        helper,
        """
        #!/bin/sh
        echo "$*" >>'%1$s/calls'
        case "$1" in
          mount) %2$s ;;
          unmount) rm -f '%1$s/mounts/bay-'"$2" ;;
        esac
        """
            .formatted(temp, mount));
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    return helper;
  }

  private DockHardware dockWith(String mount, Duration limit) throws IOException {
    Files.createDirectories(temp.resolve("mounts"));
    return new LinuxDock(
        new LinuxDockSettings(
            sysfs.root(),
            new HelperCommand(List.of(helper(mount).toString())),
            temp.resolve("mounts"),
            PORTS,
            Duration.ZERO,
            limit),
        new NoHints("not in this test"),
        new AbsentLights());
  }

  @Override
  protected DockHardware makeDock() throws IOException {
    sysfs = new FakeSysfs(temp.resolve("sys"));
    return dockWith(
        """
        [ -e '%1$s/disks/'"${3#/dev/}" ] || exit 66
        t='%1$s/mounts/bay-'"$2"
        ln -s '%1$s/disks/'"${3#/dev/}" "$t"
        echo "$t"
        """
            .formatted(temp),
        Duration.ofSeconds(60));
  }

  private static String disk(BayNumber bay) {
    return "sd" + (char) ('a' + bay.number());
  }

  private static String port(BayNumber bay) {
    return "1-1." + bay;
  }

  @Override
  protected void plug(BayNumber bay, String serial, Path volume) throws IOException {
    Path link = Files.createDirectories(temp.resolve("disks")).resolve(disk(bay) + "1");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, volume);
    sysfs.plugCamera(port(bay), serial + "\n", disk(bay));
  }

  @Override
  protected void plugUnmountable(BayNumber bay) throws IOException {
    sysfs.plugCamera(port(bay), "S\n", "sdz");
  }

  @Override
  protected void unplug(BayNumber bay) throws IOException {
    sysfs.unplug(port(bay));
  }

  @Override
  protected void blind() throws IOException {
    Files.move(sysfs.devices(), temp.resolve("away"));
  }

  private BayReason refusal() {
    return assertThrows(BayException.class, () -> attach(ONE)).reason();
  }

  @Test
  void listsDevicesAtOtherPortsButNoHubs() throws IOException {
    Path hub = sysfs.plug("1-1", "05e3", "0610", "");
    FakeSysfs.attribute(hub, "bDeviceClass", "09\n");
    sysfs.plug("1-1.7", "046d", "c31c", "");
    sysfs.plug("1-1.1.2", "0951", "1666", "behind a hub in bay 1");
    assertEquals(Map.of(), dock().scan().occupants());
    assertEquals(
        List.of("1-1.1.2", "1-1.7"),
        dock().scan().unmapped().stream().map(Occupant::portPath).toList());
  }

  @Test
  void showsAHubInABayAsItsOccupant() throws IOException {
    FakeSysfs.attribute(sysfs.plug("1-1.1", "05e3", "0610", ""), "bDeviceClass", "09\n");
    assertEquals("05e3", occupant(ONE).descriptor().vendorId());
  }

  @Test
  void unmountsWhatWasLeftBeforeAndOnClosing() throws IOException {
    plug(ONE, "S1", volume("one"));
    Path mount = temp.resolve("mounts/bay-1");
    Files.createSymbolicLink(mount, temp);
    try (CameraVolume volume = attach(ONE)) {
      assertEquals("footage of one", read(volume, "DCIM/a.mp4"));
      assertEquals(mount, volume.root());
    }
    assertFalse(Files.exists(mount, LinkOption.NOFOLLOW_LINKS));
    assertEquals(
        List.of("unmount 1", "mount 1 /dev/sdb1", "unmount 1"),
        Files.readAllLines(temp.resolve("calls")));
  }

  @Test
  void refusesToChooseBetweenVolumes() throws IOException {
    Path device = sysfs.plugCamera("1-1.1", "S", "sdb");
    sysfs.addDisk(device, "sdc", 8192, 1);
    assertEquals(BayReason.MOUNT_FAILED, refusal());
  }

  @Test
  void failsWhereNoDiskAppears() throws IOException {
    sysfs.addInterface(sysfs.plug("1-1.1", "0951", "1666", "S"), 0, "08");
    assertEquals(BayReason.MOUNT_FAILED, refusal());
  }

  @Test
  void refusesAHelperThatMountsElsewhereOrFailsOrHangs() throws IOException {
    plug(ONE, "S1", volume("one"));
    for (String mount : new String[] {"echo /etc", ":", "echo in use >&2; exit 69", "sleep 600"}) {
      try (DockHardware other = dockWith(mount, Duration.ofSeconds(2))) {
        Occupant occupant = occupant(ONE);
        BayException e =
            assertThrows(
                BayException.class, () -> other.attach(ONE, occupant, Profiles.accepted()), mount);
        assertEquals(BayReason.MOUNT_FAILED, e.reason(), mount);
      }
    }
  }

  @Test
  void tellsThatItHasNoHintsAndNoLights() {
    List<String> degradations = dock().degradations();
    assertEquals(2, degradations.size());
    assertTrue(degradations.getFirst().startsWith("uevents: "));
    assertTrue(degradations.getLast().startsWith("lights: "));
  }
}
