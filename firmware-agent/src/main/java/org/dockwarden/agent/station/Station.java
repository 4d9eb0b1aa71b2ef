package org.dockwarden.agent.station;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
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

  private static final Duration LETTING_GO = Duration.ofSeconds(2);

  /** A camera may take this long to enumerate after its port got its power back. */
  private static final int RETURN_SECONDS = 30;

  private final Crew crew;
  private final PresentCameras present = new PresentCameras();
  private final SortedMap<BayNumber, BayPanel> panels = new TreeMap<>();
  private final Map<BayNumber, Running> running = new HashMap<>();
  private final Set<BayNumber> resting = new HashSet<>();
  private final Map<BayNumber, Instant> returning = new HashMap<>();
  private final Thread loop = ownThread("station").unstarted(this::work);
  private volatile Optional<String> scanFailure = Optional.empty();
  private volatile List<Occupant> unmapped = List.of();
  private volatile boolean closing;
  private final AtomicLong rounds = new AtomicLong();

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

  /**
   * A thread of the operating system. Waiting for the kernel's events and for a camera's answer
   * blocks in the kernel, where a virtual thread would hold one of the few carriers: on a board
   * with one core, all of them.
   */
  private static Thread.Builder ownThread(String name) {
    return Thread.ofPlatform().daemon().name(name);
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

  /**
   * Whether a camera is being identified, mounted, listed, read or erased: it must keep its power.
   * A camera that loses it while a file is erased may lose what else is on its card.
   */
  public boolean isReading(BayNumber bay) {
    return switch (panel(bay).state()) {
      case POWERED, IDENTIFIED, OFFLOADING -> true;
      case EMPTY, REFUSED, SAFE, CLEARED, READY, FAULT -> isAtWork(bay);
    };
  }

  private boolean isAtWork(BayNumber bay) {
    synchronized (running) {
      Running now = running.get(bay);
      return now != null && now.thread().isAlive() && now.session().isAtWork();
    }
  }

  /**
   * The bay is going to lose its power although nobody takes its camera. What the bay shows stays,
   * and nobody is told that the camera has left, until {@link #resume}.
   *
   * @return whether its volume is unmounted and nothing is being erased; not yet, if that has taken
   *     longer than {@link #LETTING_GO}: to be asked again
   */
  public boolean rest(BayNumber bay) throws InterruptedException {
    Running now;
    synchronized (running) {
      resting.add(bay);
      now = running.get(bay);
    }
    if (now == null) {
      return true;
    }
    now.session().rest();
    return now.thread().join(LETTING_GO);
  }

  /** The bay has power again: its camera is expected within {@value #RETURN_SECONDS} s. */
  public void resume(BayNumber bay) {
    synchronized (running) {
      if (resting.remove(bay)) {
        Running before = running.get(bay);
        if (before != null) {
          before.session().endRest();
        }
        returning.put(bay, crew.clock().instant().plusSeconds(RETURN_SECONDS));
      }
    }
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

  /** How often all bays have been looked at; it grows every second or so while the loop lives. */
  public long rounds() {
    return rounds.get();
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
    synchronized (running) {
      running.values().forEach(one -> one.session().held().ifPresent(all::add));
    }
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
      rounds.incrementAndGet();
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
      if (panel == null || resting.contains(bay)) {
        return;
      }
      if (returning.containsKey(bay) && !hasReturned(bay, panel, occupant)) {
        return;
      }
      Running now = running.get(bay);
      if (now != null && now.session().occupant().equals(occupant)) {
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
        Thread thread = ownThread("bay-" + bay).start(session::run);
        running.put(bay, new Running(session, thread));
      }
    }
  }

  /**
   * After a rest: the camera is there again, or has been taken meanwhile, or it is not known yet.
   */
  private boolean hasReturned(BayNumber bay, BayPanel panel, @Nullable Occupant occupant) {
    boolean isLate = crew.clock().instant().isAfter(returning.getOrDefault(bay, Instant.MIN));
    if (occupant == null && !isLate) {
      return false;
    }
    Running before = running.get(bay);
    if (before != null && before.thread().isAlive()) {
      return false; // It lets go of the volume; the next scan looks again.
    }
    returning.remove(bay);
    running.remove(bay);
    panel.on(new BayEvent.Unplugged());
    if (occupant == null) {
      present.left(bay, true);
    }
    return true;
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
