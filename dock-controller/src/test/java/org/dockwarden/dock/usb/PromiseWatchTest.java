package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.sysfs.PortPath;
import org.dockwarden.dock.sysfs.UsbDevice;
import org.dockwarden.dock.sysfs.UsbInterface;
import org.junit.jupiter.api.Test;

/** F-17. */
class PromiseWatchTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final UsbInterface STORAGE = new UsbInterface(1, 0, 0, 8, 6, 80);
  private static final UsbInterface KEYBOARD = new UsbInterface(1, 1, 0, 3, 1, 1);
  private static final UsbInterface ODD_STORAGE = new UsbInterface(1, 0, 0, 8, 6, 98);
  private static final UsbDevice CAMERA = device(7, "S", Set.of(STORAGE), Set.of());

  private long now;
  private final PromiseWatch watch = new PromiseWatch(() -> now);

  private static UsbDevice device(
      int number, String serial, Set<UsbInterface> promised, Set<UsbInterface> active) {
    return device("0951", "1666", number, serial, promised, active);
  }

  private static UsbDevice device(
      String vendor,
      String product,
      int number,
      String serial,
      Set<UsbInterface> promised,
      Set<UsbInterface> active) {
    Set<Integer> classes = new HashSet<>();
    promised.forEach(one -> classes.add(one.interfaceClass()));
    return new UsbDevice(
        new PortPath("1-1.1"),
        1,
        number,
        100 + number,
        true,
        false,
        0,
        new CameraDescriptor(vendor, product, serial, "Camera", classes),
        promised,
        active,
        List.of(),
        Path.of("1-1.1"));
  }

  private void sees(UsbDevice device) {
    TreeMap<BayNumber, UsbDevice> occupants = new TreeMap<>();
    occupants.put(ONE, device);
    watch.observe(occupants);
  }

  private void seesNothing() {
    watch.observe(new TreeMap<>());
  }

  private void passes(Duration time) {
    now += time.toNanos();
  }

  private void isBroken(boolean expected) {
    assertEquals(expected ? Set.of(ONE) : Set.of(), new TreeSet<>(watch.broken()));
  }

  @Test
  void trustsADeviceThatEnumeratesAsItPromised() {
    watch.promise(ONE, CAMERA);
    sees(CAMERA);
    sees(device(7, "S", Set.of(STORAGE), Set.of(STORAGE)));
    isBroken(false);
  }

  @Test
  void watchesNothingThatWasNotAuthorised() {
    sees(CAMERA);
    sees(device(7, "T", Set.of(KEYBOARD), Set.of()));
    isBroken(false);
  }

  @Test
  void findsEveryChange() {
    for (UsbDevice changed :
        List.of(
            device(7, "T", Set.of(STORAGE), Set.of()),
            device(7, "", Set.of(STORAGE), Set.of()),
            device("0952", "1666", 8, "S", Set.of(STORAGE), Set.of()),
            device("0951", "1667", 8, "S", Set.of(STORAGE), Set.of()),
            device(7, "S", Set.of(STORAGE, KEYBOARD), Set.of(STORAGE)),
            device(7, "S", Set.of(ODD_STORAGE), Set.of()),
            device(7, "S", Set.of(), Set.of()),
            device(7, "S", Set.of(STORAGE), Set.of(KEYBOARD)),
            device(8, "S", Set.of(STORAGE, KEYBOARD), Set.of()))) {
      watch.promise(ONE, CAMERA);
      sees(changed);
      isBroken(true);
      sees(CAMERA); // Once is enough.
      isBroken(true);
    }
  }

  @Test
  void judgesTheSameDeviceAnewWhenItReenumerates() {
    watch.promise(ONE, CAMERA);
    sees(device(8, "S", Set.of(STORAGE), Set.of()));
    isBroken(false);
  }

  @Test
  void findsADeviceThatDropsForAMomentAndReturnsAsAnother() {
    watch.promise(ONE, CAMERA);
    seesNothing();
    passes(Duration.ofMillis(999));
    sees(device(8, "S", Set.of(KEYBOARD), Set.of()));
    isBroken(true);
    seesNothing();
    isBroken(false);
    passes(Duration.ofMillis(999));
    sees(CAMERA); // Back as what it was: it stays out.
    isBroken(true);
  }

  @Test
  void forgetsWhatWasPulled() {
    watch.promise(ONE, CAMERA);
    sees(device(7, "T", Set.of(STORAGE), Set.of()));
    isBroken(true);
    seesNothing();
    passes(Duration.ofSeconds(1));
    seesNothing();
    sees(device(8, "T", Set.of(STORAGE), Set.of()));
    isBroken(false);
  }
}
