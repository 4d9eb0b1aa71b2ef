package org.dockwarden.dock.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Profiles;
import org.dockwarden.dock.hardware.AbsentLights;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockHardwareContract;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Identities;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.helper.HelperAnswer;
import org.dockwarden.dock.helper.HelperCommand;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.dockwarden.dock.uevent.NoHints;
import org.dockwarden.dock.usb.Admission;
import org.dockwarden.dock.usb.BayMap;
import org.dockwarden.dock.usb.BayMapText;
import org.junit.jupiter.api.Test;

/** A fake sysfs, and a script for the mount helper whose mounts are links. */
class LinuxDockIT extends DockHardwareContract {
  private BayMap map = BayMapText.parse("hub 1-1 05e3:0610 7\n1 1-1.1\n2 1-1.2\n");

  @SuppressWarnings("NullAway.Init") // By makeDock, which the contract calls first.
  private FakeSysfs sysfs;

  private final List<String> switched = new ArrayList<>();

  /** What the port helper does, in place of the kernel. */
  private interface Kernel {
    void take(String word, String port) throws IOException;
  }

  private Kernel kernel =
      (word, port) -> {
        Path device = sysfs.devices().resolve(port);
        switch (word) {
          case "authorise" -> {
            FakeSysfs.attribute(device, "authorized", "1\n");
            sysfs.activate(device, 0, "08");
          }
          case "forbid" -> {
            FakeSysfs.attribute(device, "authorized", "0\n");
            FakeSysfs.delete(device.resolve(port + ":1.0"));
          }
          default -> throw new IOException(word);
        }
      };

  private HelperAnswer port(List<String> words, Duration limit) throws IOException {
    switched.add(String.join(" ", words));
    kernel.take(words.getFirst(), "1-1." + words.get(1));
    return new HelperAnswer(0, "", "");
  }

  private final PortPower power = new RecordedPower(switched);

  private Path helper(String mount) throws IOException {
    Path helper = temp.resolve("helper");
    Files.writeString(
        helper,
        """
        #!/bin/sh
        echo "$*" >>'%1$s/calls'
        case "$1" in
          mount) %2$s ;;
          unmount)
            [ ! -e '%1$s/in-use' ] || { echo in use >&2; exit 69; }
            rm -f '%1$s/mounts/bay-'"$2"
            ;;
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
            temp.resolve("udev"),
            new HelperCommand(List.of(helper(mount).toString())),
            this::port,
            temp.resolve("mtp.sock"),
            temp.resolve("mounts"),
            map,
            Duration.ZERO,
            limit,
            new Admission.Waits(Duration.ZERO, Duration.ZERO)),
        new NoHints("not in this test"),
        new AbsentLights(),
        power);
  }

  @Override
  protected DockHardware makeDock() throws IOException {
    sysfs = new FakeSysfs(temp.resolve("sys"));
    sysfs.plugHub("1-1", 7);
    return makeAnotherDock();
  }

  private DockHardware makeAnotherDock() throws IOException {
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
  void listsDevicesAtOtherPortsAndOtherHubsThanItsOwn() throws IOException {
    sysfs.plug("1-1.7", "046d", "c31c", "");
    sysfs.plug("1-1.1.2", "0951", "1666", "behind a hub in bay 1");
    sysfs.plugHub("1-2", 4);
    assertEquals(Map.of(), dock().scan().occupants());
    assertEquals(
        List.of("1-1.1.2", "1-1.7", "1-2"),
        dock().scan().unmapped().stream().map(Occupant::portPath).toList());
    assertEquals(
        "USB is not default-deny: 046d:c31c at 1-1.7 is authorised", dock().degradations().get(1));
  }

  @Test
  void showsAHubInABayAsItsOccupant() throws IOException {
    sysfs.plugHub("1-1.1", 4);
    assertEquals("05e3", occupant(ONE).descriptor().vendorId());
  }

  /** A camera as default-deny leaves it. */
  private Path plugUnauthorised(String... interfaceClasses) throws IOException {
    plug(ONE, "S1", volume("one")); // For the link to its volume.
    unplug(ONE);
    Path device = sysfs.plugUnauthorised("1-1.1", "S1", interfaceClasses);
    sysfs.addDisk(device, disk(ONE), 8192, 1);
    return device;
  }

  @Test
  void authorisesWhatWasAcceptedAndReadsIt() throws IOException {
    plugUnauthorised("08");
    Occupant before = occupant(ONE);
    assertEquals(Set.of(8), before.descriptor().interfaceClasses());
    assertEquals(List.of(), switched);
    try (CameraVolume volume = attach(ONE)) {
      assertEquals("footage of one", read(volume, "DCIM/a.mp4"));
      assertEquals(before, occupant(ONE)); // It is what it said, so the docking goes on.
    }
    assertEquals(List.of("authorise 1 3"), switched);
  }

  @Test
  void putsOutWhatEnumeratesOtherwiseThanItPromised() throws IOException {
    plugUnauthorised("08");
    Kernel honest = kernel;
    kernel =
        (word, port) -> {
          honest.take(word, port);
          if (word.equals("authorise")) {
            sysfs.addInterface(sysfs.devices().resolve(port), 1, "03");
          }
        };
    assertEquals(BayReason.IDENTITY_CHANGED, refusal());
    assertEquals(List.of("authorise 1 3", "forbid 1"), switched);
    assertEquals(Map.of(ONE, BayReason.IDENTITY_CHANGED), dock().scan().faults());
    assertEquals(BayReason.IDENTITY_CHANGED, refusal()); // It stays out.
    unplug(ONE);
    assertEquals(Map.of(), dock().scan().faults());
  }

  @Test
  void putsOutWhatChangesWhileItIsRead() throws IOException {
    Path device = plugUnauthorised("08");
    try (CameraVolume volume = attach(ONE)) {
      assertEquals("footage of one", read(volume, "DCIM/a.mp4"));
      FakeSysfs.attribute(device, "serial", "another\n");
      assertEquals(Map.of(ONE, BayReason.IDENTITY_CHANGED), dock().scan().faults());
      assertEquals(List.of("authorise 1 3", "forbid 1"), switched);
      assertEquals(Map.of(ONE, BayReason.IDENTITY_CHANGED), dock().scan().faults());
      assertEquals(2, switched.size());
    }
    FakeSysfs.attribute(device, "serial", "S1\n");
    assertEquals(BayReason.IDENTITY_CHANGED, refusal());
  }

  @Test
  void saysWhenADeviceThatChangedCannotBePutOut() throws IOException {
    Path device = plugUnauthorised("08");
    attach(ONE).close();
    kernel =
        (word, port) -> {
          throw new IOException("no helper");
        };
    FakeSysfs.attribute(device, "serial", "another\n");
    dock().scan();
    assertTrue(
        dock().degradations().stream().anyMatch(line -> line.contains("a device that changed")),
        () -> dock().degradations().toString());
    unplug(ONE);
    dock().scan();
    assertEquals(2, dock().degradations().size());
  }

  /** A bent pin drops it between the verdict and the helper's look: that is no fault of the bay. */
  @Test
  void aCameraThatLeavesWhileItIsAuthorisedIsGone() throws IOException {
    plugUnauthorised("08");
    kernel =
        (_, _) -> {
          unplug(ONE);
          throw new IOException("bay 1: empty");
        };
    assertThrows(CameraGoneException.class, () -> attach(ONE));
  }

  @Test
  void refusingTakesAwayWhatWasAuthorisedBefore() throws IOException {
    plugUnauthorised("08", "03");
    dock().refuse(ONE, occupant(ONE));
    assertEquals(List.of(), switched);
    FakeSysfs.attribute(sysfs.devices().resolve("1-1.1"), "authorized", "1\n");
    sysfs.activate(sysfs.devices().resolve("1-1.1"), 0, "08");
    dock().refuse(ONE, occupant(ONE));
    assertEquals(List.of("forbid 1"), switched);
  }

  @Test
  void cyclesThePowerOfADeviceThatNeverCompletesAndThenGivesUp() throws IOException {
    sysfs.plugUnauthorised("1-1.1", "S1", "08");
    kernel = (_, port) -> FakeSysfs.attribute(sysfs.devices().resolve(port), "authorized", "1\n");
    assertThrows(CameraGoneException.class, () -> attach(ONE));
    assertThrows(CameraGoneException.class, () -> attach(ONE));
    assertEquals(BayReason.ENUMERATION_FAILED, refusal());
    assertEquals(
        List.of("authorise 1 2", "power-off 1", "power-on 1", "power-off 1", "power-on 1"),
        switched);
  }

  @Test
  void failsWhereNobodyAuthorises() throws IOException {
    plugUnauthorised("08");
    kernel =
        (word, port) -> {
          throw new IOException("no helper");
        };
    assertEquals(BayReason.ENUMERATION_FAILED, refusal());
  }

  @Test
  void missesAllSixCamerasOfAHubThatDisappears() throws IOException {
    StringBuilder text = new StringBuilder("hub 1-1 05e3:0610 7\n");
    for (int bay = 1; bay <= 6; bay++) {
      text.append("%d 1-1.%d\n".formatted(bay, bay));
      plug(new BayNumber(bay), "S" + bay, volume("v" + bay));
    }
    map = BayMapText.parse(text.toString());
    try (DockHardware six = makeAnotherDock()) {
      DockView before = six.scan();
      assertEquals(6, before.occupants().size());
      Occupant first = Objects.requireNonNull(before.occupants().get(ONE));
      try (CameraVolume volume = six.attach(ONE, first, Profiles.accepted())) {
        for (int bay = 1; bay <= 6; bay++) {
          unplug(new BayNumber(bay));
        }
        sysfs.unplug("1-1");
        DockView without = six.scan();
        assertEquals(Map.of(), without.occupants());
        assertEquals(map.bays().keySet(), without.faults().keySet());
        assertEquals(Set.of(BayReason.HUB_MISSING), Set.copyOf(without.faults().values()));
        assertEquals("hub 1-1: not there", six.degradations().getFirst());
        assertThrows(CameraGoneException.class, () -> read(volume, "DCIM/a.mp4"));
      }
      sysfs.plugHub("1-1", 7);
      plug(ONE, "S1", volume("v1"));
      DockView after = six.scan();
      assertEquals(Map.of(), after.faults());
      assertEquals(Set.of(ONE), after.occupants().keySet());
      assertNotEquals(first, after.occupants().get(ONE));
    }
  }

  @Test
  void takesNoCameraOnAnotherHubForThatOfABay() throws IOException {
    sysfs.unplug("1-1");
    sysfs.plugHub("1-1", 4);
    plug(ONE, "S1", volume("one"));
    assertEquals(Map.of(), dock().scan().occupants());
    assertEquals(1, dock().scan().unmapped().size());
    assertEquals(BayReason.HUB_MISSING, dock().scan().faults().get(ONE));
  }

  @Test
  void keepsTwoCamerasOfOneSerialApart() throws IOException {
    plug(ONE, "S", volume("one"));
    plug(TWO, "S", volume("two"));
    assertEquals(Map.of(ONE, Set.of(TWO), TWO, Set.of(ONE)), Identities.duplicates(dock().scan()));
    try (CameraVolume volume = attach(TWO)) {
      assertEquals("footage of two", read(volume, "DCIM/a.mp4"));
    }
  }

  @Test
  void keepsAHostileSerialOutOfPathsAndLines() throws IOException {
    plug(ONE, "\u001b]0;x\u0007\n../../etc", volume("one"));
    assertEquals("\u001b]0;x\u0007\n../../etc", occupant(ONE).descriptor().serial());
    try (CameraVolume volume = attach(ONE)) {
      assertEquals("footage of one", read(volume, "DCIM/a.mp4"));
    }
    assertEquals(
        List.of("unmount 1", "mount 1 /dev/sdb1", "unmount 1"),
        Files.readAllLines(temp.resolve("calls")));
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

  /** Swapped while mount(8) ran: what is mounted by then is not what a profile accepted. */
  @Test
  void keepsNoVolumeOfACameraThatCameMeanwhile() throws IOException {
    plug(ONE, "S1", volume("one"));
    try (DockHardware swapping =
        dockWith(
            """
            echo 99 >'%1$s/bus/usb/devices/1-1.1/devnum'
            ln -s '%2$s/disks/'"${3#/dev/}" '%2$s/mounts/bay-1'
            echo '%2$s/mounts/bay-1'
            """
                .formatted(sysfs.root(), temp),
            Duration.ofSeconds(60))) {
      Occupant accepted = occupant(ONE);
      assertThrows(
          CameraGoneException.class, () -> swapping.attach(ONE, accepted, Profiles.accepted()));
    }
    assertFalse(Files.exists(temp.resolve("mounts/bay-1"), LinkOption.NOFOLLOW_LINKS));
  }

  /** CH-8: an eraser that nobody waits for any more may still be at it. */
  @Test
  void letsNoBayGoWhoseVolumeIsInUse() throws IOException {
    plug(ONE, "S1", volume("one"));
    attach(ONE).close();
    dock().letGo(ONE);
    Files.writeString(temp.resolve("in-use"), "");
    assertThrows(BayException.class, () -> dock().letGo(ONE));
    assertEquals(BayReason.MOUNT_FAILED, refusal());
    Files.delete(temp.resolve("in-use"));
    dock().letGo(ONE);
  }

  @Test
  void refusesToChooseBetweenVolumes() throws IOException {
    plug(ONE, "S", volume("one"));
    sysfs.addDisk(sysfs.devices().resolve("1-1.1"), "sdz", 8192, 1);
    assertEquals(BayReason.MOUNT_FAILED, refusal());
    assertFalse(Files.exists(temp.resolve("calls"))); // Nothing was mounted to find that out.
  }

  /**
   * Device numbers come again after 127; the folder that the kernel makes for a device does not.
   */
  @Test
  void tellsTwoPluggingsOfOneNumberApart() throws IOException {
    Path first = sysfs.plugCamera("1-1.1", "S", "sdb");
    Occupant before = occupant(ONE);
    String number = Files.readString(first.resolve("devnum"));
    Files.move(first, temp.resolve("away")); // Kept, so that no new one has its inode.
    Files.delete(sysfs.devices().resolve("1-1.1"));
    FakeSysfs.attribute(sysfs.plugCamera("1-1.1", "S", "sdb"), "devnum", number);
    assertNotEquals(before.connection(), occupant(ONE).connection());
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
  void tellsThatItsBusesAuthoriseWhateverComes() throws IOException {
    FakeSysfs.attribute(sysfs.devices().resolve("usb1"), "authorized_default", "1\n");
    dock().scan();
    assertEquals(
        "USB is not default-deny: usb1 authorises whatever comes",
        dock().degradations().getFirst());
  }

  @Test
  void tellsThatItHasNoHintsAndNoLights() throws IOException {
    dock().scan();
    List<String> degradations = dock().degradations();
    assertEquals(2, degradations.size());
    assertTrue(degradations.getFirst().startsWith("uevents: "));
    assertTrue(degradations.getLast().startsWith("lights: "));
  }
}
