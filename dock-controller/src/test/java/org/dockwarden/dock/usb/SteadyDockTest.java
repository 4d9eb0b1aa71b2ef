package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.hardware.FakeDock;
import org.dockwarden.dock.hardware.Occupant;
import org.junit.jupiter.api.Test;

/** U-8, over scans. */
class SteadyDockTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final CameraDescriptor CAMERA =
      new CameraDescriptor("0951", "1666", "S", "Camera", Set.of(8));

  private long now;
  private int connections;
  private final FakeDock fake = new FakeDock(2);
  private final SteadyDock dock = new SteadyDock(fake, () -> now);

  private void bounces(int times, Duration pause) throws IOException {
    for (int i = 0; i < times; i++) {
      fake.occupy(ONE, new Occupant("c" + connections++, "1-1.1", CAMERA));
      dock.scan();
      now += pause.toNanos();
      fake.vacate(ONE);
      dock.scan();
    }
  }

  @Test
  void showsABentPinAndTheCameraAllTheSame() throws IOException {
    bounces(4, Duration.ofSeconds(6));
    assertEquals(Map.of(), dock.scan().faults());
    bounces(1, Duration.ofSeconds(6));
    assertEquals(Map.of(ONE, BayReason.PORT_UNSTABLE), dock.scan().faults());
    Occupant occupant = new Occupant("at last", "1-1.1", CAMERA);
    fake.occupy(ONE, occupant);
    assertEquals(Map.of(ONE, occupant), dock.scan().occupants());
    assertEquals(Map.of(ONE, BayReason.PORT_UNSTABLE), dock.scan().faults());
    now += Duration.ofMinutes(2).toNanos();
    assertEquals(Map.of(), dock.scan().faults());
  }

  @Test
  void asksTheDockItselfWhetherABayIsLetGoOf() throws IOException {
    dock.letGo(ONE);
    fake.inUse(true);
    assertThrows(IOException.class, () -> dock.letGo(ONE));
  }

  @Test
  void countsADeviceThatIsAnotherAtEachScan() throws IOException {
    for (int i = 0; i < 6; i++) {
      fake.occupy(ONE, new Occupant("c" + i, "1-1.1", CAMERA));
      dock.scan();
    }
    assertEquals(Map.of(ONE, BayReason.PORT_UNSTABLE), dock.scan().faults());
  }

  @Test
  void forgetsNothingWhileTheDockIsBlind() throws IOException {
    bounces(5, Duration.ofSeconds(1));
    fake.blind(true);
    assertThrows(IOException.class, dock::scan);
    fake.blind(false);
    assertEquals(Map.of(ONE, BayReason.PORT_UNSTABLE), dock.scan().faults());
  }

  @Test
  void isTheDockInEverythingElse() throws Exception {
    assertEquals(fake.bays(), dock.bays());
    assertEquals(fake.degradations(), dock.degradations());
    dock.awaitHint(Duration.ZERO);
    dock.close();
  }
}
