package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent with simulated batteries that charge a thousand times as fast. */
final class ChargingIT {
  private static final String CHARGING =
      """

      [charging]
      budget = %d
      issue_percent = 80
      full_time = "2s"
      turn = "4s"
      rest = "1s"
      stagger = "1s"
      [dock.simulated]
      charge_speed = 1500
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aCameraIsChargedWhileItIsReadAndIsReadyWhenItIsFull() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      rig.configureMore(CHARGING.formatted(5000));
      Path camera = rig.camera("a");
      rig.file(camera, "DCIM/REC_1.mp4", new byte[100_000]);
      try (Agent agent = rig.start()) {
        rig.dock(1, camera, "BW-1", "battery_percent = 30");
        BayStatus ready = rig.await(agent, 1, BayState.READY);
        assertEquals(OptionalInt.of(100), ready.charge().map(Charge::percent).orElseThrow());
        assertEquals(Optional.of(ChargingState.FULL), ready.charge().map(Charge::state));
        assertEquals(List.of(), rig.filesOf(camera));
        assertEquals(List.of(), agent.status().degradations());
      }
    }
  }

  @Test
  void aCameraThatWaitsForItsTurnStaysWhatItWas() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      // Slower, so that the wait is long enough to be seen on a slow machine.
      rig.configureMore(
          CHARGING.formatted(1000).replace("charge_speed = 1500", "charge_speed = 500"));
      try (Agent agent = rig.start()) {
        rig.dock(1, rig.camera("a"), "BW-1", "battery_percent = 30");
        rig.await(agent, 1, BayState.CLEARED);
        rig.dock(2, rig.camera("b"), "BW-2", "battery_percent = 30");
        AgentRig.await(
            () -> agent.bays().stream().anyMatch(ChargingIT::isWaiting),
            () -> agent.status().toString());
        for (BayStatus bay : agent.bays().stream().filter(ChargingIT::isWaiting).toList()) {
          assertNotEquals(BayState.EMPTY, bay.bay().state());
          assertTrue(bay.camera().isPresent());
        }
        rig.await(agent, 1, BayState.READY);
        rig.await(agent, 2, BayState.READY);
      }
    }
  }

  private static boolean isWaiting(BayStatus bay) {
    return bay.charge().map(Charge::state).equals(Optional.of(ChargingState.WAITING));
  }

  @Test
  @ExpectsLog("bay 1")
  void overCurrentIsCutAndShows() throws Exception {
    try (AgentRig rig = new AgentRig(folder)) {
      rig.configureMore(CHARGING.formatted(5000));
      try (Agent agent = rig.start()) {
        rig.dock(1, rig.camera("a"), "BW-1", "draws_milliamps = 2400");
        BayStatus fault = rig.await(agent, 1, BayState.FAULT);
        assertEquals(Optional.of(BayReason.OVER_CURRENT), fault.bay().reason());
        assertTrue(
            agent.status().degradations().contains("bay 1: over-current"),
            agent.status().degradations().toString());
      }
    }
  }
}
