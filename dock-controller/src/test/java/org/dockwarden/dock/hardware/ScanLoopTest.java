package org.dockwarden.dock.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.junit.jupiter.api.Test;

class ScanLoopTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final BayNumber TWO = new BayNumber(2);

  private final FakeDock dock = new FakeDock(2);
  private final List<String> told = new ArrayList<>();
  private final ScanLoop loop =
      new ScanLoop(
          dock,
          new DockListener() {
            @Override
            public void changed(BayNumber bay, BayChange change) {
              told.add(bay + " " + change.getClass().getSimpleName());
            }

            @Override
            public void unmapped(List<Occupant> devices) {
              told.add("unmapped " + devices.size());
            }

            @Override
            public void blind(IOException cause) {
              told.add("blind");
            }

            @Override
            public void sighted() {
              told.add("sighted");
            }
          },
          Duration.ofSeconds(1));

  private static Occupant occupant(String connection, String serial, Integer... classes) {
    return new Occupant(
        connection, "1-1", new CameraDescriptor("0951", "1666", serial, "Camera", Set.of(classes)));
  }

  private List<String> pass() {
    told.clear();
    loop.pass();
    return List.copyOf(told);
  }

  @Test
  void tellsArrivalsDeparturesAndReplacements() {
    assertEquals(List.of("sighted"), pass());
    dock.occupy(ONE, occupant("a", "S", 8));
    assertEquals(List.of("1 Arrived"), pass());
    assertEquals(List.of(), pass());
    dock.occupy(ONE, occupant("b", "S", 8));
    dock.occupy(TWO, occupant("c", "T"));
    assertEquals(List.of("1 Replaced", "2 Arrived"), pass());
    dock.occupy(TWO, occupant("c", "T", 8));
    assertEquals(List.of("2 Redescribed"), pass());
    dock.vacate(ONE);
    assertEquals(List.of("1 Left"), pass());
  }

  @Test
  void saysThatItIsBlindAndNothingOfTheBays() {
    dock.occupy(ONE, occupant("a", "S", 8));
    assertEquals(List.of("sighted", "1 Arrived"), pass());
    dock.blind(true);
    dock.vacate(ONE);
    assertEquals(List.of("blind"), pass());
    assertEquals(List.of("blind"), pass());
    dock.blind(false);
    assertEquals(List.of("sighted", "1 Left"), pass());
  }

  @Test
  void tellsOfDevicesAtPortsThatAreNoBay() {
    dock.unmapped(List.of(occupant("x", "X", 3)));
    assertEquals(List.of("sighted", "unmapped 1"), pass());
    assertEquals(List.of(), pass());
    dock.unmapped(List.of());
    assertEquals(List.of("unmapped 0"), pass());
  }

  @Test
  void findsOneSerialInTwoBays() {
    DockView view =
        new DockView(
            Map.of(
                ONE,
                occupant("a", "S", 8),
                TWO,
                occupant("b", "S", 8),
                new BayNumber(3),
                occupant("c", "", 8),
                new BayNumber(4),
                occupant("d", "", 8)),
            List.of());
    assertEquals(
        Map.of(ONE, new TreeSet<>(Set.of(TWO)), TWO, new TreeSet<>(Set.of(ONE))),
        Identities.duplicates(view));
  }

  @Test
  void findsADeviceThatBecomesAnother() {
    Occupant before = occupant("a", "S", 8);
    assertFalse(Identities.isChanged(before, before));
    assertFalse(Identities.isChanged(occupant("a", ""), before));
    assertFalse(Identities.isChanged(before, occupant("b", "T", 8)));
    assertTrue(Identities.isChanged(before, occupant("a", "T", 8)));
    assertTrue(Identities.isChanged(before, occupant("a", "S", 3)));
  }
}
