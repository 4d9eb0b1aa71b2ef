package org.dockwarden.agent.station;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.dock.bay.BayEvent;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.BayTransition;
import org.dockwarden.dock.bay.ChargeRule;
import org.dockwarden.dock.bay.FileCounts;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraDescriptor;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.charging.ChargingState;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bay's state machine, what lies over it (a fault from outside, Y-9; find, Y-8), its light, and
 * what the status says of it. Thread-safe.
 */
final class BayPanel {
  private static final Logger LOG = LoggerFactory.getLogger(BayPanel.class);

  private final DockHardware hardware;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<FaultSource, BayReason> outside = new EnumMap<>(FaultSource.class);
  private final RateMeter rate = new RateMeter();
  private Bay bay;
  private Bay visible;
  private Instant since;
  private Optional<LightPattern> shown = Optional.empty();
  private Optional<String> lightFailure = Optional.empty();
  private Optional<Long> findEndNanos = Optional.empty();
  private Optional<CameraDescriptor> device = Optional.empty();
  private Optional<CameraId> camera = Optional.empty();
  private OptionalInt told = OptionalInt.empty();
  private Optional<Charge> charge = Optional.empty();
  private Optional<DockingCounts> counts = Optional.empty();
  private Optional<ErrorCode> heldBy = Optional.empty();
  private Leftovers leftovers = Leftovers.NONE;
  private String detail = "";
  private long readBytes;

  BayPanel(
      BayNumber number,
      Optional<ChargeRule> rule,
      DockHardware hardware,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.bay = Bay.empty(number, rule);
    this.visible = bay;
    this.hardware = hardware;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.since = clock.instant();
  }

  synchronized BayStatus status() {
    return new BayStatus(
        visible,
        since,
        device,
        camera,
        told,
        charge,
        isFinding(),
        counts,
        heldBy,
        leftovers,
        detail,
        readBytes,
        rate.perSecond(nanoTime.getAsLong()));
  }

  /** The state of the docking itself, whatever lies over it. */
  synchronized BayState state() {
    return bay.state();
  }

  /** What is wrong with the light, if anything is (I7). */
  synchronized Optional<String> lightFailure() {
    return lightFailure;
  }

  /** Something happened; an event that cannot happen is said, and changes nothing (Y-6). */
  synchronized void on(BayEvent event) {
    BayTransition transition = bay.on(event);
    switch (transition) {
      case BayTransition.Moved(Bay next) -> move(next);
      case BayTransition.Illegal illegal -> LOG.error("{}", illegal.message());
    }
  }

  private void move(Bay next) {
    bay = next;
    if (next.state() == BayState.EMPTY) {
      device = Optional.empty();
      camera = Optional.empty();
      told = OptionalInt.empty();
      charge = Optional.empty();
      counts = Optional.empty();
      heldBy = Optional.empty();
      leftovers = Leftovers.NONE;
      detail = "";
      readBytes = 0;
    }
    lookAgain();
  }

  private void lookAgain() {
    Bay before = visible;
    visible = outside.values().stream().findFirst().map(this::inFault).orElse(bay);
    if (visible.state() != before.state() || !visible.reason().equals(before.reason())) {
      since = clock.instant();
      LOG.info(
          "bay {} {} {}",
          visible.number(),
          visible.state(),
          visible.reason().map(Object::toString).orElse(""));
    }
    show();
  }

  /** A fault of the docking itself came first; it stays what is shown. */
  private Bay inFault(BayReason reason) {
    if (bay.state() == BayState.FAULT) {
      return bay;
    }
    return new Bay(
        bay.number(),
        bay.rule(),
        BayState.FAULT,
        Optional.of(reason),
        bay.counts(),
        bay.chargePercent());
  }

  /** A source finds a fault, or withdraws it. */
  synchronized void outside(FaultSource source, Optional<BayReason> reason) {
    if (reason.equals(Optional.ofNullable(outside.get(source)))) {
      return;
    }
    reason.ifPresentOrElse(why -> outside.put(source, why), () -> outside.remove(source));
    lookAgain();
  }

  /** Something was plugged in, and is going to be judged. */
  synchronized void plugged(CameraDescriptor what) {
    device = Optional.of(what);
    on(new BayEvent.Plugged());
  }

  /** The battery was looked at. An empty bay has none. */
  synchronized void charge(Charge now) {
    if (bay.state() == BayState.EMPTY) {
      return;
    }
    charge = Optional.of(now);
    on(new BayEvent.ChargeMeasured(now.percent()));
  }

  /** The light says "this one" for so long (Y-8); zero ends it. */
  synchronized void find(Duration time) {
    findEndNanos =
        time.isZero() ? Optional.empty() : Optional.of(nanoTime.getAsLong() + time.toNanos());
    show();
  }

  private boolean isFinding() {
    return findEndNanos.isPresent() && nanoTime.getAsLong() - findEndNanos.get() < 0;
  }

  /**
   * Shows the light again if it is not shown yet; a light that fails must not stop footage. To be
   * called again and again, for lights that failed and for finds that end.
   */
  synchronized void show() {
    LightPattern wanted = isFinding() ? LightPattern.FIND : visible.light();
    if (shown.equals(Optional.of(wanted))) {
      return;
    }
    try {
      hardware.light(bay.number(), wanted);
      shown = Optional.of(wanted);
      lightFailure = Optional.empty();
    } catch (IOException e) {
      shown = Optional.empty();
      if (lightFailure.isEmpty()) {
        LOG.error("bay {}: light {}: {}", bay.number(), wanted, e.toString());
      }
      lightFailure = Optional.of("bay " + bay.number() + ": light: " + e.getMessage());
    }
  }

  /** It is this camera, and tells this charge if it tells any. */
  synchronized void camera(CameraId id, OptionalInt percent) {
    camera = Optional.of(id);
    told = percent;
    if (percent.isPresent()) {
      charge(new Charge(percent, OptionalInt.empty(), ChargingState.UNKNOWN));
    }
  }

  synchronized void heldBy(Optional<ErrorCode> reason) {
    heldBy = reason;
  }

  synchronized void leaves(Leftovers now) {
    leftovers = now;
  }

  synchronized void detail(String text) {
    detail = text;
  }

  synchronized void read(long bytes) {
    readBytes += bytes;
    rate.add(bytes, nanoTime.getAsLong());
  }

  /** The journal's counts as an event: progress of the same listing, or another listing (Y-7). */
  synchronized void counts(DockingCounts now) {
    counts = Optional.of(now);
    FileCounts files = new FileCounts((int) now.total(), (int) now.sealed(), (int) now.released());
    FileCounts before = bay.counts();
    boolean sameListing =
        files.listed() == before.listed()
            && files.sealed() >= before.sealed()
            && files.released() >= before.released();
    switch (bay.state()) {
      case IDENTIFIED -> on(new BayEvent.Listed(files));
      case OFFLOADING, SAFE, CLEARED, READY ->
          on(sameListing ? new BayEvent.Progressed(files) : new BayEvent.Listed(files));
      case EMPTY, POWERED, REFUSED, FAULT -> {} // The counts still show in the status.
    }
  }
}
