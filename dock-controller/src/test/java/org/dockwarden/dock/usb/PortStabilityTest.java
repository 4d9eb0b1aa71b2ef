package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.hardware.BayChange;
import org.dockwarden.dock.hardware.Occupant;
import org.junit.jupiter.api.Test;

/** U-8. */
class PortStabilityTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final BayNumber TWO = new BayNumber(2);
  private static final Occupant CAMERA =
      new Occupant("c", "1-1.1", new CameraDescriptor("0951", "1666", "S", "Camera", Set.of(8)));

  private final PortStability stability = new PortStability();

  private void drops(BayNumber bay, int seconds) {
    stability.changed(bay, new BayChange.Arrived(CAMERA), nanos(seconds));
    stability.changed(bay, new BayChange.Left(CAMERA), nanos(seconds));
  }

  private static long nanos(int seconds) {
    return Long.MAX_VALUE + Duration.ofSeconds(seconds).toNanos(); // nanoTime may wrap.
  }

  private void isUnstable(int seconds, BayNumber... bays) {
    assertEquals(new TreeSet<>(Set.of(bays)), stability.unstable(nanos(seconds)));
  }

  @Test
  void callsABayUnstableThatDropsTenTimesAMinute() {
    for (int i = 0; i < 4; i++) {
      drops(ONE, 6 * i);
      isUnstable(6 * i);
    }
    drops(ONE, 24);
    isUnstable(24, ONE);
  }

  @Test
  void staysUnstableUntilItHasBeenCalm() {
    for (int i = 0; i < 20; i++) {
      drops(ONE, 6 * i);
    }
    isUnstable(114 + 119, ONE);
    isUnstable(114 + 120);
    drops(ONE, 400); // One more, later, is a person's.
    isUnstable(400);
  }

  @Test
  void takesPeopleForPeople() {
    for (int i = 0; i < 100; i++) {
      drops(ONE, 16 * i); // Fewer than five a minute.
      isUnstable(16 * i);
    }
  }

  @Test
  void countsAtTheEdgeOfTheWindow() {
    for (int seconds : new int[] {0, 15, 30, 45, 60}) {
      drops(ONE, seconds);
    }
    isUnstable(60, ONE);
    for (int seconds : new int[] {0, 15, 30, 45, 61}) {
      drops(TWO, seconds);
    }
    isUnstable(61, ONE);
  }

  @Test
  void countsADeviceThatIsReplacedBetweenTwoScans() {
    for (int i = 0; i < 5; i++) {
      stability.changed(TWO, new BayChange.Replaced(CAMERA, CAMERA), nanos(i));
      stability.changed(ONE, new BayChange.Redescribed(CAMERA, CAMERA), nanos(i));
    }
    isUnstable(5, TWO);
  }
}
