package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** U-4. */
class HubCheckTest {
  private static final BayMap MAP =
      BayMapText.parse("hub 1-1 05e3:0610 4\n1 1-1.1\n2 1-1.2\n3 1-2.1\n4 1-3\n");

  @TempDir private Path temp;
  private FakeSysfs sysfs;

  @BeforeEach
  void make() throws IOException {
    sysfs = new FakeSysfs(temp);
    sysfs.plugHub("1-1", 4);
    sysfs.plugHub("1-2", 4);
  }

  private void shows(Set<Integer> missing, String... problems) throws IOException {
    SysfsScanner scanner = new SysfsScanner(sysfs.root());
    HubCheck check = HubCheck.of(MAP, scanner.buses(), scanner.scan());
    Set<Integer> bays = new TreeSet<>();
    check.missing().forEach(bay -> bays.add(bay.number()));
    assertEquals(missing, bays);
    assertEquals(problems.length, check.problems().size(), check.problems()::toString);
    for (int i = 0; i < problems.length; i++) {
      String line = check.problems().get(i);
      assertTrue(line.contains(problems[i]), line);
    }
  }

  @Test
  void findsNothingWrongWhereEveryHubIsInItsPlace() throws IOException {
    shows(Set.of());
  }

  @Test
  void missesEveryBayOfAHubThatIsNotThere() throws IOException {
    sysfs.unplug("1-1");
    shows(Set.of(1, 2), "hub 1-1: not there; one like it is at 1-2");
  }

  @Test
  void missesAHubThatTheMapOnlyNeeds() throws IOException {
    sysfs.unplug("1-2");
    shows(Set.of(3), "hub 1-2: not there");
  }

  @Test
  void saysWhereAMovedHubIs() throws IOException {
    sysfs.unplug("1-1");
    sysfs.plugHub("1-4", 4);
    shows(Set.of(1, 2), "one like it is at 1-2, 1-4");
  }

  @Test
  void takesNoOtherHubForTheOneOfTheMap() throws IOException {
    sysfs.unplug("1-1");
    FakeSysfs.attribute(sysfs.plugHub("1-1", 4), "idProduct", "0608\n");
    shows(Set.of(1, 2), "another hub, 05e3:0608 (expected: 05e3:0610)");
    sysfs.unplug("1-1");
    sysfs.plugHub("1-1", 7);
    shows(Set.of(1, 2), "another hub, with 7 ports (expected: 4)");
  }

  @Test
  void missesAHubThatIsNotAuthorised() throws IOException {
    FakeSysfs.attribute(sysfs.devices().resolve("1-1"), "authorized", "0\n");
    shows(Set.of(1, 2), "hub 1-1: not authorised");
  }

  @Test
  void missesAHubWhereADeviceIs() throws IOException {
    sysfs.unplug("1-2");
    sysfs.plugCamera("1-2", "S", "sdb");
    shows(Set.of(3), "hub 1-2: 0951:1666 is no hub");
  }

  @Test
  void missesPortsThatAHubOrBusDoesNotHave() throws IOException {
    FakeSysfs.attribute(sysfs.devices().resolve("usb1"), "maxchild", "2\n");
    FakeSysfs.attribute(sysfs.devices().resolve("1-2"), "maxchild", "0\n");
    shows(Set.of(3, 4), "bay 3: there is no port 1-2.1", "bay 4: there is no port 1-3");
    assertEquals(new BayNumber(4), MAP.bays().lastKey());
  }
}
