package org.dockwarden.dock.usb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.PortPath;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.dockwarden.dock.sysfs.UsbDevice;

/**
 * Walks an installer through the bays of a dock: plug, confirm, next (U-7). Nothing that is plugged
 * in has to be authorised, but the hubs that it hangs on.
 */
public final class BayMapping {
  private static final Duration POLL = Duration.ofMillis(200);

  private final SysfsScanner scanner;
  private final Dialogue dialogue;
  private final HubSwitch hubSwitch;
  private final Duration patience;
  private final SortedMap<BayNumber, PortPath> bays = new TreeMap<>();
  private final SortedMap<PortPath, String> own = new TreeMap<>();
  private final Set<PortPath> ownHubs = new TreeSet<>();
  private final Set<PortPath> strangers = new TreeSet<>();
  private BayMap former = BayMap.EMPTY;

  /** Authorises a hub that the installer says is the dock's. */
  public interface HubSwitch {
    void authorise(UsbDevice hub) throws IOException;
  }

  /**
   * A walk.
   *
   * @param patience how long a device may need to show after the installer said that it is in
   */
  public BayMapping(
      SysfsScanner scanner, Dialogue dialogue, HubSwitch hubSwitch, Duration patience) {
    this.scanner = scanner;
    this.dialogue = dialogue;
    this.hubSwitch = hubSwitch;
    this.patience = patience;
  }

  /**
   * The map that the installer has confirmed; nothing if there is none.
   *
   * @param former the map so far: a bay that is skipped keeps its port
   */
  public Optional<BayMap> run(BayMap former, int bayCount) throws IOException {
    this.former = former;
    dialogue.say("This finds out which USB port is which bay of the dock.");
    dialogue.say("Take a camera or a memory stick, and plug it into one bay after the other.");
    askForHubs();
    askForOwnDevices();
    int bay = 1;
    while (bay <= bayCount) {
      switch (mapBay(new BayNumber(bay))) {
        case GO_ON, SKIP -> bay++;
        case BACK -> bay = Math.max(1, bay - 1);
        case QUIT -> {
          dialogue.say("Nothing was written.");
          return Optional.empty();
        }
      }
    }
    return confirmed();
  }

  /** Behind a hub that is not authorised nothing shows; hubs may hang on hubs. */
  private void askForHubs() throws IOException {
    while (true) {
      Optional<UsbDevice> hub =
          scanner.scan().stream()
              .filter(device -> device.isHub() && !device.isAuthorized())
              .filter(device -> !strangers.contains(device.portPath()))
              .findFirst();
      if (hub.isEmpty()) {
        return;
      }
      PortPath port = hub.get().portPath();
      if (dialogue.isYes("A hub, " + hub.get().ids() + " at " + port + ": part of the dock?")) {
        hubSwitch.authorise(hub.get());
        ownHubs.add(port);
        strangers.add(port); // Asked once, whatever comes of it.
        pause(patience); // Until what hangs on it has enumerated.
      } else {
        strangers.add(port);
      }
    }
  }

  private void askForOwnDevices() throws IOException {
    for (UsbDevice device : devices(scanner.scan())) {
      String what = describe(device);
      if (device.ids().equals(former.own().get(device.portPath()))
          || dialogue.isYes(what + ": part of the dock itself, such as its card reader?")) {
        own.put(device.portPath(), device.ids());
      }
    }
  }

  private Dialogue.Choice mapBay(BayNumber bay) throws IOException {
    bays.remove(bay);
    while (true) {
      Set<Object> before = connections(scanner.scan());
      Dialogue.Choice choice = dialogue.choose("Bay " + bay + ": plug it in, then press Enter");
      if (choice == Dialogue.Choice.SKIP) {
        skip(bay);
      }
      if (choice != Dialogue.Choice.GO_ON) {
        return choice;
      }
      List<UsbDevice> found = awaitDevices(before);
      if (found.stream().anyMatch(UsbDevice::isHub)) {
        dialogue.say("  That is a hub. A hub is no camera.");
        askForHubs();
      } else if (found.isEmpty()) {
        dialogue.say("  Nothing new has appeared. Take it out, and plug it in again.");
      } else if (found.size() > 1) {
        dialogue.say("  More than one device is new. Take all out but one:");
        found.forEach(device -> dialogue.say("    " + describe(device)));
      } else if (isConfirmed(bay, found.getFirst())) {
        return Dialogue.Choice.GO_ON;
      }
    }
  }

  private boolean isConfirmed(BayNumber bay, UsbDevice device) {
    Optional<String> objection = take(bay, device.portPath());
    if (objection.isPresent()) {
      dialogue.say("  " + describe(device) + ": " + objection.get());
      return false;
    }
    if (dialogue.isYes("  " + describe(device) + ". Is that bay " + bay + "?")) {
      return true;
    }
    bays.remove(bay);
    return false;
  }

  /** Gives the bay this port; if it cannot be, says why, and does not. */
  private Optional<String> take(BayNumber bay, PortPath port) {
    Optional<BayNumber> taken = new BayMap(bays).bayAt(port);
    if (taken.isPresent()) {
      return Optional.of("that port is bay " + taken.get() + " already.");
    }
    bays.put(bay, port);
    try {
      map(List.of());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      bays.remove(bay);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void skip(BayNumber bay) {
    PortPath before = former.bays().get(bay);
    if (before == null) {
      dialogue.say("  Bay " + bay + " has no port.");
      return;
    }
    Optional<String> objection = take(bay, before);
    dialogue.say(
        objection.isEmpty()
            ? "  Bay " + bay + " stays at " + before + "."
            : "  Bay " + bay + " has no port: " + before + ": " + objection.get());
  }

  private Optional<BayMap> confirmed() throws IOException {
    BayMap map = map(scanner.scan());
    dialogue.say("The map:");
    map.hubs().forEach((port, hub) -> dialogue.say("  hub at " + port + ": " + hub));
    map.own().forEach((port, ids) -> dialogue.say("  the dock's own at " + port + ": " + ids));
    map.bays().forEach((bay, port) -> dialogue.say("  bay " + bay + " at " + port));
    if (map.bays().isEmpty() || !dialogue.isYes("Write it?")) {
      dialogue.say("Nothing was written.");
      return Optional.empty();
    }
    return Optional.of(map);
  }

  /** What is known so far, with those of these devices that are the dock's hubs. */
  private BayMap map(List<UsbDevice> devices) {
    SortedMap<PortPath, BayMap.Hub> hubs = new TreeMap<>();
    Set<PortPath> way = new BayMap(bays).hubsOnTheWay();
    for (UsbDevice device : devices) {
      PortPath port = device.portPath();
      if (device.isHub()
          && device.portCount() > 0
          && (way.contains(port) || ownHubs.contains(port) || former.hubs().containsKey(port))) {
        hubs.put(port, new BayMap.Hub(device.ids(), device.portCount()));
      }
    }
    return new BayMap(bays, hubs, own);
  }

  /** What has appeared since, as soon as there is something, and no later than patience allows. */
  private List<UsbDevice> awaitDevices(Set<Object> before) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<UsbDevice> found =
          scanner.scan().stream().filter(device -> !before.contains(connection(device))).toList();
      if (!found.isEmpty() || System.nanoTime() - deadline >= 0) {
        return found;
      }
      pause(POLL);
    }
  }

  private static void pause(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static List<UsbDevice> devices(List<UsbDevice> all) {
    return all.stream().filter(device -> !device.isHub()).toList();
  }

  private static Set<Object> connections(List<UsbDevice> devices) {
    return devices.stream().map(BayMapping::connection).collect(Collectors.toSet());
  }

  private static Object connection(UsbDevice device) {
    return List.of(device.portPath(), device.deviceNumber(), device.node());
  }

  /** Names of devices are arbitrary: only what is plain text is shown. */
  private static String describe(UsbDevice device) {
    String product = device.descriptor().product().replaceAll("[^ -~]", "?");
    return device.portPath() + ": " + device.ids() + (product.isBlank() ? "" : " " + product);
  }
}
