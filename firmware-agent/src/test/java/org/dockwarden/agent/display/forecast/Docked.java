package org.dockwarden.agent.display.forecast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.agent.journal.Backlog;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.upload.GatewayHealth;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.ChargeRule;
import org.dockwarden.dock.bay.FileCounts;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.DockClock;

/** A camera in bay 1 with ten files of 100 MB; the dock issues from 80 % on. */
record Docked(
    BayState state, String serial, int sealed, int uploaded, int released, long read, int percent) {
  static final int FILES = 10;
  static final long FILE_BYTES = 100_000_000;
  static final long BYTES = FILES * FILE_BYTES;

  static Docked offloading(int sealed, long read) {
    return new Docked(BayState.OFFLOADING, "BW-1", sealed, 0, 0, read, 90);
  }

  Docked uploaded(int files) {
    return new Docked(state, serial, sealed, files, released, read, percent);
  }

  Docked charged(int chargePercent) {
    return new Docked(state, serial, sealed, uploaded, released, read, chargePercent);
  }

  Docked as(BayState other) {
    return new Docked(other, serial, sealed, uploaded, released, read, percent);
  }

  BayStatus bay() {
    boolean isEmpty = state == BayState.EMPTY;
    Bay bay =
        new Bay(
            new BayNumber(1),
            Optional.of(new ChargeRule(80)),
            state,
            state == BayState.FAULT ? Optional.of(BayReason.NO_CURRENT) : Optional.empty(),
            isEmpty ? FileCounts.NONE : new FileCounts(FILES, sealed, released),
            isEmpty ? Optional.empty() : Optional.of(percent));
    return new BayStatus(
        bay,
        Instant.EPOCH,
        Optional.empty(),
        isEmpty ? Optional.empty() : Optional.of(new CameraId("1209", "0001", serial)),
        OptionalInt.empty(),
        isEmpty
            ? Optional.empty()
            : Optional.of(
                new Charge(OptionalInt.of(percent), OptionalInt.empty(), ChargingState.CHARGING)),
        false,
        isEmpty ? Optional.empty() : Optional.of(counts()),
        Optional.empty(),
        Leftovers.NONE,
        "",
        isEmpty ? 0 : read,
        0);
  }

  private DockingCounts counts() {
    return new DockingCounts(
        FILES,
        FILES - sealed,
        0,
        sealed,
        uploaded,
        released,
        0,
        BYTES,
        sealed * FILE_BYTES,
        Optional.empty(),
        Optional.empty());
  }

  /** The agent with this bay, so much sent and so much waiting. */
  AgentStatus agent(long sentBytes, long waitingBytes, boolean isReachable) {
    return new AgentStatus(
        new DockId("dock-0001"),
        "test",
        List.of(bay()),
        new Spool.Usage(0, 1, 1, 0, 0),
        new Backlog(waitingBytes / FILE_BYTES, waitingBytes, 0, 0, 0, 0),
        sentBytes,
        isReachable
            ? GatewayHealth.answered(Instant.EPOCH)
            : new GatewayHealth(Optional.of("gateway-unreachable"), "", Instant.EPOCH),
        DockClock.SYNCHRONISED,
        "test",
        false,
        List.of());
  }
}
