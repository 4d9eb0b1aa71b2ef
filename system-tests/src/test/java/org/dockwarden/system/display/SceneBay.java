package org.dockwarden.system.display;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.ChargeRule;
import org.dockwarden.dock.bay.FileCounts;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;

/** A bay of a scene, put together step by step. */
final class SceneBay {
  /** 4.1 GB in eight files: a shift. */
  static final long SHIFT_BYTES = 4_100_000_000L;

  static final int FILES = 8;

  private final int number;
  private final BayState state;
  private Optional<ChargeRule> rule = Optional.of(new ChargeRule(80));
  private Optional<BayReason> reason = Optional.empty();
  private int total;
  private int sealed;
  private int uploaded;
  private int released;
  private long readBytes;
  private Optional<Charge> charge = Optional.empty();
  private Optional<ErrorCode> heldBy = Optional.empty();
  private boolean isFinding;
  private String detail = "";

  private SceneBay(int number, BayState state) {
    this.number = number;
    this.state = state;
  }

  static SceneBay of(int number, BayState state) {
    return new SceneBay(number, state);
  }

  static SceneBay faulty(int number, BayReason reason) {
    SceneBay bay =
        new SceneBay(
            number,
            switch (reason) {
              case UNKNOWN_DEVICE, FORBIDDEN_INTERFACE -> BayState.REFUSED;
              default -> BayState.FAULT;
            });
    bay.reason = Optional.of(reason);
    bay.detail = "/run/dockwarden/volumes/bay-" + number + ": Input/output error";
    return bay;
  }

  SceneBay files(int sealedFiles, int uploadedFiles, int releasedFiles) {
    total = FILES;
    sealed = sealedFiles;
    uploaded = uploadedFiles;
    released = releasedFiles;
    return this;
  }

  SceneBay read(long bytes) {
    readBytes = bytes;
    return this;
  }

  SceneBay charge(int percent, ChargingState charging) {
    charge = Optional.of(new Charge(OptionalInt.of(percent), OptionalInt.empty(), charging));
    return this;
  }

  SceneBay chargeUnknown() {
    charge = Optional.of(Charge.UNKNOWN);
    return this;
  }

  SceneBay withoutRule() {
    rule = Optional.empty();
    return this;
  }

  SceneBay heldBy(ErrorCode code) {
    heldBy = Optional.of(code);
    return this;
  }

  SceneBay finding() {
    isFinding = true;
    return this;
  }

  BayStatus build() {
    boolean isListed =
        switch (state) {
          case EMPTY, POWERED, REFUSED, IDENTIFIED -> false;
          case OFFLOADING, SAFE, CLEARED, READY, FAULT -> true;
        };
    Optional<Integer> percent = charge.flatMap(it -> it.percent().stream().boxed().findFirst());
    Bay bay =
        new Bay(
            new BayNumber(number),
            rule,
            state,
            reason,
            isListed ? new FileCounts(total, sealed, released) : FileCounts.NONE,
            state == BayState.EMPTY ? Optional.empty() : percent);
    boolean isEmpty = state == BayState.EMPTY;
    boolean isKnown = isListed || state == BayState.IDENTIFIED;
    return new BayStatus(
        bay,
        Instant.now().minusSeconds(number * 60L),
        isEmpty ? Optional.empty() : Optional.of(device()),
        isKnown ? Optional.of(new CameraId("1209", "d0c1", "BW-00" + number)) : Optional.empty(),
        OptionalInt.empty(),
        charge,
        isFinding,
        isListed && total > 0 ? Optional.of(counts()) : Optional.empty(),
        heldBy,
        Leftovers.NONE,
        detail,
        readBytes,
        0);
  }

  private static CameraDescriptor device() {
    return new CameraDescriptor(
        "046d", "c31c", "X<1>", "USB \u0007Keyboard <b>& co</b>", Set.of(3));
  }

  private DockingCounts counts() {
    long bytes = SHIFT_BYTES / FILES;
    return new DockingCounts(
        total,
        total - sealed,
        0,
        sealed,
        uploaded,
        released,
        0,
        SHIFT_BYTES,
        bytes * sealed,
        Optional.empty(),
        Optional.empty());
  }
}
