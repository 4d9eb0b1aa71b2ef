package org.dockwarden.agent.station;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.dock.bay.BayEvent;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.BayTransition;
import org.dockwarden.dock.bay.FileCounts;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.identity.CameraId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bay's state machine, its light, and what the status says of it. Thread-safe. */
final class BayPanel {
  private static final Logger LOG = LoggerFactory.getLogger(BayPanel.class);

  private final DockHardware hardware;
  private final Supplier<Long> nanoTime;
  private Bay bay;
  private Optional<LightPattern> shown = Optional.empty();
  private Optional<CameraId> camera = Optional.empty();
  private Optional<DockingCounts> counts = Optional.empty();
  private Optional<ErrorCode> heldBy = Optional.empty();
  private Leftovers leftovers = Leftovers.NONE;
  private String detail = "";
  private long readBytes;
  private final RateMeter rate;

  BayPanel(BayNumber number, DockHardware hardware, Supplier<Long> nanoTime) {
    this.bay = Bay.empty(number, Optional.empty());
    this.hardware = hardware;
    this.nanoTime = nanoTime;
    this.rate = new RateMeter();
  }

  synchronized BayStatus status() {
    return new BayStatus(
        bay, camera, counts, heldBy, leftovers, detail, readBytes, rate.perSecond(nanoTime.get()));
  }

  synchronized BayState state() {
    return bay.state();
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
    if (next.state() != bay.state()) {
      LOG.info(
          "bay {} {} {}",
          next.number(),
          next.state(),
          next.reason().map(Object::toString).orElse(""));
    }
    bay = next;
    if (next.state() == BayState.EMPTY) {
      camera = Optional.empty();
      counts = Optional.empty();
      heldBy = Optional.empty();
      leftovers = Leftovers.NONE;
      detail = "";
      readBytes = 0;
    }
    show();
  }

  /** Shows the light again if it is not shown yet; a light that fails must not stop footage. */
  synchronized void show() {
    LightPattern wanted = bay.light();
    if (shown.equals(Optional.of(wanted))) {
      return;
    }
    try {
      hardware.light(bay.number(), wanted);
      shown = Optional.of(wanted);
    } catch (IOException e) {
      shown = Optional.empty();
      LOG.error("bay {}: light {}: {}", bay.number(), wanted, e.toString());
    }
  }

  synchronized void camera(CameraId id) {
    camera = Optional.of(id);
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
    rate.add(bytes, nanoTime.get());
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
