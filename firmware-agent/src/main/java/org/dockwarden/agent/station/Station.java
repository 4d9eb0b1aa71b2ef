package org.dockwarden.agent.station;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayEvent;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Occupant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop over all bays: scans, begins a session where a device is new, ends it where it is gone.
 * A scan that fails is a degradation that shows; it never empties a bay.
 */
public final class Station implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Station.class);
  private static final Duration SCAN = Duration.ofSeconds(1);

  private final Crew crew;
  private final PresentCameras present = new PresentCameras();
  private final SortedMap<BayNumber, BayPanel> panels = new TreeMap<>();
  private final Map<BayNumber, Running> running = new HashMap<>();
  private final Thread loop = Thread.ofVirtual().name("station").unstarted(this::work);
  private volatile Optional<String> scanFailure = Optional.empty();
  private volatile List<Occupant> unmapped = List.of();
  private volatile boolean closing;

  /** A session and the thread that it runs on. */
  private record Running(BaySession session, Thread thread) {}

  public Station(Crew crew) {
    this.crew = crew;
    for (BayNumber bay : crew.hardware().bays()) {
      panels.put(bay, newPanel(bay));
    }
  }

  private BayPanel newPanel(BayNumber bay) {
    return new BayPanel(bay, crew.issueRule(), crew.hardware(), crew.clock(), System::nanoTime);
  }

  /** Who else is told which cameras come and go; to be called before {@link #start}. */
  public void listen(DockingListener listener) {
    present.listen(listener);
  }

  /**
   * A fault that no docking knows of, or its end (Y-9). It shows, and stops nothing: footage that
   * can be read is read.
   */
  public void fault(BayNumber bay, FaultSource source, Optional<BayReason> reason) {
    panel(bay).outside(source, reason);
  }

  /** What is known of the battery in a bay; nothing if the bay is empty. */
  public void charge(BayNumber bay, Charge charge) {
    panel(bay).charge(charge);
  }

  /** Lets the bay's light say "this one" over whatever it shows, for so long (Y-8). */
  public void find(BayNumber bay, Duration time) {
    panel(bay).find(time);
  }

  /** Ends {@link #find}. */
  public void endFind(BayNumber bay) {
    panel(bay).find(Duration.ZERO);
  }

  private BayPanel panel(BayNumber bay) {
    BayPanel panel = panels.get(bay);
    if (panel == null) {
      throw new IllegalArgumentException("bay: " + bay + " (expected: one of " + panels.keySet());
    }
    return panel;
  }

  /** Begins to scan. */
  public void start() {
    loop.start();
  }

  /** What every bay shows, in order. */
  public List<BayStatus> bays() {
    return panels.values().stream().map(BayPanel::status).toList();
  }

  /** What does not work as it should, one line each (I7). */
  public List<String> degradations() {
    List<String> all = new ArrayList<>(crew.hardware().degradations());
    scanFailure.ifPresent(all::add);
    panels.values().forEach(panel -> panel.lightFailure().ifPresent(all::add));
    unmapped.forEach(device -> all.add("device at " + device.portPath() + ", which is no bay"));
    return all;
  }

  /** A receipt came, or room was freed: sessions look at once. */
  public void wake() {
    synchronized (running) {
      running.values().forEach(one -> one.session().wake());
    }
  }

  private void work() {
    while (!closing) {
      panels.values().forEach(BayPanel::show);
      try {
        DockView view = crew.hardware().scan();
        scanFailure = Optional.empty();
        unmapped = view.unmapped();
        panels.forEach((bay, panel) -> panel.outside(FaultSource.DOCK, fault(view, bay)));
        panels.keySet().forEach(bay -> reconcile(bay, view.occupants().get(bay)));
      } catch (IOException e) {
        if (scanFailure.isEmpty()) {
          LOG.error("scan: {}", e.toString());
        }
        scanFailure = Optional.of("scan: " + e);
      }
      try {
        crew.hardware().awaitHint(SCAN);
      } catch (InterruptedException e) {
        return; // close() interrupts.
      }
    }
  }

  private static Optional<BayReason> fault(DockView view, BayNumber bay) {
    return Optional.ofNullable(view.faults().get(bay));
  }

  private void reconcile(BayNumber bay, @Nullable Occupant occupant) {
    BayPanel panel = panels.get(bay);
    synchronized (running) {
      Running now = running.get(bay);
      if (panel == null || (now != null && now.session().occupant().equals(occupant))) {
        return;
      }
      if (now != null && !now.session().isEnded()) {
        synchronized (panel) {
          now.session().end();
          panel.on(new BayEvent.Unplugged());
        }
      }
      if (now != null && now.thread().isAlive()) {
        return; // Its thread lets go of the volume; the next scan looks again.
      }
      running.remove(bay);
      if (occupant != null) {
        BaySession session = new BaySession(bay, occupant, crew, panel, present);
        Thread thread = Thread.ofVirtual().name("bay-" + bay).start(session::run);
        running.put(bay, new Running(session, thread));
      }
    }
  }

  /** Ends all sessions and waits for them. The hardware stays open: it is the caller's. */
  @Override
  public void close() {
    closing = true;
    loop.interrupt();
    List<Running> all;
    try {
      loop.join();
      synchronized (running) {
        all = List.copyOf(running.values());
      }
      all.forEach(one -> one.session().stop());
      for (Running one : all) {
        one.thread().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
