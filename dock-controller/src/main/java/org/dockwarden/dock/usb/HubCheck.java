package org.dockwarden.dock.usb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.PortPath;
import org.dockwarden.dock.sysfs.UsbBus;
import org.dockwarden.dock.sysfs.UsbDevice;

/**
 * Whether the dock's hubs are where the bay map has them (U-4). What hangs on another hub, or on a
 * hub at another place, is no bay's: a camera is never taken for that of another bay.
 *
 * @param missing bays whose hub is not there
 * @param problems one line each, for people
 */
public record HubCheck(SortedSet<BayNumber> missing, List<String> problems) {
  /** Looks at every hub that the map names or needs. Pure. */
  public static HubCheck of(BayMap map, List<UsbBus> buses, List<UsbDevice> devices) {
    SortedMap<PortPath, UsbDevice> there = new TreeMap<>();
    devices.forEach(device -> there.put(device.portPath(), device));
    SortedSet<PortPath> hubs = map.hubsOnTheWay();
    hubs.addAll(map.hubs().keySet());
    SortedSet<BayNumber> missing = new TreeSet<>();
    List<String> problems = new ArrayList<>();
    for (PortPath hub : hubs) {
      Optional<BayMap.Hub> expected = Optional.ofNullable(map.hubs().get(hub));
      problem(hub, expected, Optional.ofNullable(there.get(hub)), devices)
          .ifPresent(
              problem -> {
                missing.addAll(map.baysBelow(hub));
                problems.add(problem);
              });
    }
    map.bays()
        .forEach(
            (bay, port) -> {
              if (missing.contains(bay) || hasSocket(port, buses, there)) {
                return;
              }
              missing.add(bay);
              problems.add("bay " + bay + ": there is no port " + port);
            });
    return new HubCheck(missing, List.copyOf(problems));
  }

  private static Optional<String> problem(
      PortPath at,
      Optional<BayMap.Hub> expected,
      Optional<UsbDevice> device,
      List<UsbDevice> devices) {
    String name = "hub " + at;
    if (device.isEmpty()) {
      return Optional.of(name + ": not there" + elsewhere(at, expected, devices));
    }
    if (!device.get().isHub()) {
      return Optional.of(name + ": " + device.get().ids() + " is no hub");
    }
    if (expected.isPresent() && !expected.get().ids().equals(device.get().ids())) {
      return Optional.of(
          "%s: another hub, %s (expected: %s)"
              .formatted(name, device.get().ids(), expected.get().ids()));
    }
    if (!device.get().isAuthorized()) {
      return Optional.of(name + ": not authorised (is the udev rule installed?)");
    }
    if (expected.isPresent() && expected.get().portCount() != device.get().portCount()) {
      return Optional.of(
          "%s: another hub, with %d ports (expected: %d)"
              .formatted(name, device.get().portCount(), expected.get().portCount()));
    }
    return Optional.empty();
  }

  /** Where a hub like the missing one is: most likely its cable is in another socket. */
  private static String elsewhere(
      PortPath missing, Optional<BayMap.Hub> expected, List<UsbDevice> devices) {
    List<String> alike =
        devices.stream()
            .filter(device -> expected.isPresent() && expected.get().ids().equals(device.ids()))
            .map(device -> device.portPath().text())
            .filter(port -> !port.equals(missing.text()))
            .toList();
    return alike.isEmpty() ? "" : "; one like it is at " + String.join(", ", alike);
  }

  private static boolean hasSocket(
      PortPath port, List<UsbBus> buses, SortedMap<PortPath, UsbDevice> there) {
    Optional<PortPath> hub = port.hub();
    if (hub.isEmpty()) {
      return buses.stream()
          .anyMatch(bus -> bus.number() == port.bus() && port.number() <= bus.portCount());
    }
    UsbDevice device = there.get(hub.get());
    return device != null && port.number() <= device.portCount();
  }
}
