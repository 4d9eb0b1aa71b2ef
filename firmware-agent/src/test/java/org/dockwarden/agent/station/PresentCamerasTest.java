package org.dockwarden.agent.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;
import org.junit.jupiter.api.Test;

class PresentCamerasTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final CameraId A = CameraId.of("1d1d", "0b0d", "A");
  private static final CameraId B = CameraId.of("1d1d", "0b0d", "B");

  private final PresentCameras present = new PresentCameras();
  private final List<String> told = new ArrayList<>();

  PresentCamerasTest() {
    present.listen(
        new DockingListener() {
          @Override
          public void arrived(BayNumber bay, CameraId camera) {
            told.add("+" + bay + " " + camera);
          }

          @Override
          public void left(BayNumber bay, CameraId camera) {
            told.add("-" + bay + " " + camera);
          }
        });
  }

  @Test
  void tellsAnArrivalOnceAStay() {
    present.arrived(ONE, A);
    present.arrived(ONE, A);
    present.left(ONE, true);
    present.arrived(ONE, A);
    assertEquals(List.of("+1 " + A, "-1 " + A, "+1 " + A), told);
  }

  @Test
  void tellsThatACameraHasBecomeAnother() {
    present.arrived(ONE, A);
    present.arrived(ONE, B);
    assertEquals(List.of("+1 " + A, "-1 " + A, "+1 " + B), told);
  }

  @Test
  void tellsNothingWhenTheAgentStops() {
    present.arrived(ONE, A);
    present.left(ONE, false);
    assertEquals(List.of("+1 " + A), told);
  }

  @Test
  void tellsNothingOfABayThatNeverHadACamera() {
    present.left(ONE, true);
    assertEquals(List.of(), told);
  }
}
