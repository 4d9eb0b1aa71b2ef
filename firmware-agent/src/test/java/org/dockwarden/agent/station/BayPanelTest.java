package org.dockwarden.agent.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayEvent;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.ChargeRule;
import org.dockwarden.dock.bay.FileCounts;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;

/** Y-3, Y-8, Y-9: what lies over a bay's own state. */
class BayPanelTest {
  private static final BayNumber BAY = new BayNumber(3);
  private static final CameraDescriptor CAMERA =
      new CameraDescriptor("1d1d", "0b0d", "A7", "Cam", Set.of(8));

  private long nanos = Long.MAX_VALUE - 5; // Wraps: only differences count.
  private Instant now = Instant.EPOCH;
  private final LightsOnly hardware = new LightsOnly();
  private final BayPanel panel =
      new BayPanel(BAY, Optional.of(new ChargeRule(90)), hardware, () -> now, () -> nanos);

  @Test
  void showsAFaultFromOutsideAlsoOnAnEmptyBay() {
    panel.outside(FaultSource.DOCK, Optional.of(BayReason.HUB_MISSING));
    assertEquals(BayState.FAULT, panel.status().bay().state());
    assertEquals(Optional.of(BayReason.HUB_MISSING), panel.status().bay().reason());
    assertEquals(BayState.EMPTY, panel.state());
    panel.outside(FaultSource.DOCK, Optional.empty());
    assertEquals(BayState.EMPTY, panel.status().bay().state());
    assertEquals(List.of(LightPattern.FAULT, LightPattern.OFF), hardware.shown);
  }

  @Test
  void goesOnUnderneathAFaultFromOutside() {
    dock(1, 0, 0);
    panel.outside(FaultSource.CHARGING, Optional.of(BayReason.NO_CURRENT));
    panel.on(new BayEvent.Progressed(new FileCounts(1, 1, 1)));
    assertEquals(BayState.FAULT, panel.status().bay().state());
    assertTrue(panel.status().bay().counts().isAllReleased());
    panel.outside(FaultSource.CHARGING, Optional.empty());
    assertEquals(BayState.CLEARED, panel.status().bay().state());
  }

  @Test
  void showsTheFirstOfSeveralFaultsFromOutside() {
    panel.outside(FaultSource.CHARGING, Optional.of(BayReason.TOO_HOT));
    panel.outside(FaultSource.PORT, Optional.of(BayReason.PORT_UNSTABLE));
    assertEquals(Optional.of(BayReason.PORT_UNSTABLE), panel.status().bay().reason());
    panel.outside(FaultSource.PORT, Optional.empty());
    assertEquals(Optional.of(BayReason.TOO_HOT), panel.status().bay().reason());
  }

  @Test
  void keepsTheFaultOfTheDockingItself() {
    dock(1, 0, 0);
    panel.on(new BayEvent.Failed(BayReason.VOLUME_DAMAGED));
    panel.outside(FaultSource.PORT, Optional.of(BayReason.PORT_UNSTABLE));
    assertEquals(Optional.of(BayReason.VOLUME_DAMAGED), panel.status().bay().reason());
  }

  @Test
  void keepsAFaultFromOutsideOverAnUnplugging() {
    dock(1, 1, 1);
    panel.outside(FaultSource.PORT, Optional.of(BayReason.PORT_UNSTABLE));
    panel.on(new BayEvent.Unplugged());
    assertEquals(Optional.of(BayReason.PORT_UNSTABLE), panel.status().bay().reason());
    assertEquals(Optional.empty(), panel.status().device());
  }

  @Test
  void isReadyByCharge() {
    dock(1, 1, 1);
    assertEquals(BayState.CLEARED, panel.status().bay().state());
    panel.charge(charge(90));
    assertEquals(BayState.READY, panel.status().bay().state());
    panel.charge(charge(89));
    assertEquals(BayState.CLEARED, panel.status().bay().state());
  }

  @Test
  void takesNoChargeOfAnEmptyBay() {
    panel.charge(charge(90));
    assertEquals(Optional.empty(), panel.status().charge());
    assertEquals(BayState.EMPTY, panel.status().bay().state());
  }

  @Test
  void saysThisOneForAWhile() {
    dock(1, 1, 1);
    panel.find(Duration.ofNanos(100));
    assertEquals(LightPattern.FIND, hardware.shown.getLast());
    assertTrue(panel.status().isFinding());
    nanos += 99;
    panel.show();
    assertEquals(LightPattern.FIND, hardware.shown.getLast());
    nanos += 1;
    panel.show();
    assertEquals(LightPattern.SAFE, hardware.shown.getLast());
    assertFalse(panel.status().isFinding());
  }

  @Test
  void endsSayingThisOneAtOnce() {
    panel.find(Duration.ofSeconds(5));
    panel.find(Duration.ZERO);
    assertEquals(LightPattern.OFF, hardware.shown.getLast());
  }

  @Test
  void saysSinceWhen() {
    now = Instant.ofEpochSecond(7);
    dock(1, 0, 0);
    now = Instant.ofEpochSecond(9);
    panel.on(new BayEvent.Progressed(new FileCounts(1, 0, 0)));
    assertEquals(Instant.ofEpochSecond(7), panel.status().since());
    assertEquals(Optional.of(CAMERA), panel.status().device());
  }

  @Test
  @ExpectsLog("bay 3: light OFF: java.io.IOException: no such line")
  void saysOnceThatALightFailsAndTriesAgain() {
    hardware.isBroken = true;
    panel.show();
    panel.show();
    assertEquals(Optional.of("bay 3: light: no such line"), panel.lightFailure());
    hardware.isBroken = false;
    panel.show();
    assertEquals(Optional.empty(), panel.lightFailure());
    assertEquals(List.of(LightPattern.OFF), hardware.shown);
  }

  private void dock(int listed, int sealed, int released) {
    panel.plugged(CAMERA);
    panel.on(new BayEvent.Identified());
    panel.on(new BayEvent.Listed(new FileCounts(listed, sealed, released)));
  }

  private static Charge charge(int percent) {
    return new Charge(OptionalInt.of(percent), OptionalInt.empty(), ChargingState.CHARGING);
  }

  /** Remembers what the light showed. */
  private static final class LightsOnly implements DockHardware {
    private final List<LightPattern> shown = new ArrayList<>();
    private boolean isBroken;

    @Override
    public SortedSet<BayNumber> bays() {
      return new TreeSet<>(Set.of(BAY));
    }

    @Override
    public DockView scan() {
      return DockView.EMPTY;
    }

    @Override
    public CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
        throws IOException {
      throw new IOException("no volume");
    }

    @Override
    public void light(BayNumber bay, LightPattern pattern) throws IOException {
      if (isBroken) {
        throw new IOException("no such line");
      }
      shown.add(pattern);
    }

    @Override
    public void awaitHint(Duration timeout) {}

    @Override
    public List<String> degradations() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
