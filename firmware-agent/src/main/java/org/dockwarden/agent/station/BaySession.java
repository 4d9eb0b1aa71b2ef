package org.dockwarden.agent.station;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dockwarden.agent.journal.Docking;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.offload.DockedCamera;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.agent.offload.Stay;
import org.dockwarden.agent.release.Gathering;
import org.dockwarden.dock.bay.BayEvent;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.helper.HelperSilentException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One docking, from plugged to unplugged: judge, mount, list, offload, release. It ends soon after
 * {@link #end}, whatever it is doing; what it leaves half done is thrown away or done again.
 */
final class BaySession {
  private static final Logger LOG = LoggerFactory.getLogger(BaySession.class);

  /** Between two looks for receipts and room, unless something wakes the session before. */
  private static final Duration POLL = Duration.ofSeconds(2);

  /** Between two counts of how far the files have come, while they are read. */
  private static final Duration TELLING = Duration.ofMillis(250);

  /** After a failure of journal or spool everything is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(15);

  private final BayNumber number;
  private final Occupant occupant;
  private final Crew crew;
  private final BayPanel panel;
  private final PresentCameras present;
  private final Instant dockedAt;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean over;
  private volatile boolean gone;
  private volatile boolean resting;
  private volatile boolean lettingGo;
  private volatile boolean stopped;
  private volatile Optional<String> held = Optional.empty();
  private volatile boolean waiting;
  private boolean woken;
  private int releaseFailures;
  private Leftovers leftovers = Leftovers.NONE;

  BaySession(
      BayNumber number, Occupant occupant, Crew crew, BayPanel panel, PresentCameras present) {
    this.number = number;
    this.occupant = occupant;
    this.crew = crew;
    this.panel = panel;
    this.present = present;
    this.dockedAt = crew.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  Occupant occupant() {
    return occupant;
  }

  boolean isEnded() {
    return over;
  }

  /** The camera has left. */
  void end() {
    gone = true;
    stop();
  }

  /** Whether it does more than wait: reads, or has something erased. */
  boolean isAtWork() {
    return !waiting;
  }

  /**
   * The port loses its power; the camera stays. The session lasts until nothing of the camera is
   * mounted any more, or until {@link #endRest} or {@link #stop}.
   */
  void rest() {
    resting = true;
    lettingGo = !stopped;
    over = true;
    wake();
  }

  /** The port keeps its power after all, or has it again. */
  void endRest() {
    lettingGo = false;
    wake();
  }

  /** The agent stops; the camera is still there. */
  void stop() {
    stopped = true;
    lettingGo = false;
    over = true;
    wake();
  }

  /** Why the port cannot lose its power yet, where that takes longer than a session should. */
  Optional<String> held() {
    return held;
  }

  /** Something may have happened that the session waits for. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void run() {
    try {
      plugged();
      switch (crew.profiles().judge(occupant.descriptor())) {
        case Verdict.Refused(BayReason reason, String why) -> {
          LOG.warn("bay {} refused, {}: {}", number, reason.code(), why);
          panel.detail(why);
          tell(new BayEvent.Refused(reason));
          refuse();
        }
        case Verdict.Accepted accepted -> serve(accepted);
      }
      letGo();
    } catch (InterruptedException e) {
      over = true; // Nobody interrupts a session but a dying process.
    } finally {
      if (!resting) {
        present.left(number, gone);
      }
    }
  }

  /**
   * Before a rest: what is still mounted may be written to, by an eraser that goes on although this
   * session gave it up. For as long the session lasts, and the port keeps its power (CH-8).
   */
  private void letGo() throws InterruptedException {
    waiting = true;
    while (lettingGo) {
      try {
        crew.hardware().letGo(number);
        lettingGo = false;
      } catch (IOException | RuntimeException e) {
        if (held.isEmpty()) {
          LOG.error("bay {}: not let go of: {}", number, e.getMessage());
        }
        held = Optional.of("bay " + number + ": keeps its power: " + e.getMessage());
        awaitRelease();
      }
    }
    held = Optional.empty();
  }

  private void awaitRelease() throws InterruptedException {
    lock.lock();
    try {
      long left = POLL.toNanos();
      while (lettingGo && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing of it may be in use, whoever let it in. */
  private void refuse() {
    try {
      crew.hardware().refuse(number, occupant);
    } catch (IOException e) {
      LOG.error("bay {}: what was refused may be in use: {}", number, e.getMessage());
      panel.detail("refused, and may be in use: " + e.getMessage());
    }
  }

  private void serve(Verdict.Accepted accepted) throws InterruptedException {
    while (!over) {
      try {
        tell(new BayEvent.Identified());
        stay(accepted);
      } catch (CameraGoneException e) {
        gone(e);
      } catch (BayException e) {
        if (e.reason() == BayReason.MOUNT_FAILED && !isHere()) {
          gone(e);
        } else {
          fail(e.reason(), e);
          if (e.getCause() instanceof HelperSilentException) {
            rest(RETRY); // The camera has done nothing wrong, and nobody is there to plug it in.
          } else {
            awaitEnd();
          }
        }
      } catch (EvidenceException e) {
        if (e.code() != ErrorCode.CAMERA_GONE) {
          fail(Faults.of(e.code()), e);
        }
        rest(RETRY);
      } catch (IOException e) {
        if (isHere()) {
          fail(BayReason.VOLUME_DAMAGED, e);
          awaitEnd();
        } else {
          gone(e);
        }
      } catch (RuntimeException e) {
        LOG.error("bay {}: a fault of the agent itself", number, e);
        fail(BayReason.AGENT_FAILED, e);
        awaitEnd();
      }
      restart();
    }
  }

  /** The camera was pulled; the session ends as soon as the station sees it, too. */
  private void gone(IOException how) throws InterruptedException {
    LOG.info("bay {}: {}", number, how.getMessage());
    rest(POLL);
  }

  private void restart() {
    if (over) {
      return;
    }
    if (panel.state() == BayState.FAULT) {
      tell(new BayEvent.Recovered());
    } else {
      tell(new BayEvent.Unplugged());
      plugged();
    }
  }

  private void fail(BayReason reason, Exception cause) {
    if (!over) {
      LOG.error("bay {} {}: {}", number, reason.code(), cause.getMessage());
      panel.detail(String.valueOf(cause.getMessage()));
      tell(new BayEvent.Failed(reason));
    }
  }

  private void stay(Verdict.Accepted accepted) throws IOException, InterruptedException {
    try (CameraVolume volume = crew.hardware().attach(number, occupant, accepted)) {
      DockedCamera camera = identify(volume, accepted);
      UUID docking = camera.docking().id();
      try {
        crew.offload().list(camera);
        progressed(docking);
        Gathering gathering = new Gathering(System::nanoTime);
        while (!over) {
          serveOnce(camera, gathering);
        }
      } finally {
        crew.journal().end(docking, crew.clock().instant());
      }
    }
  }

  private DockedCamera identify(CameraVolume volume, Verdict.Accepted accepted) throws IOException {
    Identification is =
        Identification.of(volume, occupant.descriptor(), accepted, dockedAt, crew.clock());
    present.arrived(number, is.camera());
    panel.camera(is.camera(), is.percent());
    Docking docking =
        new Docking(
            UUID.randomUUID(),
            is.camera(),
            is.profile().name(),
            is.firmware(),
            number,
            volume.connection(),
            dockedAt,
            is.clock());
    crew.journal().begin(docking);
    LOG.info("bay {}: camera {}, profile {}", number, is.camera(), is.profile().name());
    return new DockedCamera(docking, volume, is.profile(), new Reporter(docking.id()));
  }

  private void serveOnce(DockedCamera camera, Gathering gathering)
      throws IOException, InterruptedException {
    UUID docking = camera.docking().id();
    crew.offload().run(camera);
    progressed(docking);
    int released = release(camera, gathering);
    if (released > 0) {
      progressed(docking);
    } else {
      show(crew.journal().counts(docking));
      awaitNews(gathering.pause(POLL));
    }
  }

  private int release(DockedCamera camera, Gathering gathering)
      throws IOException, InterruptedException {
    if (over) {
      return 0;
    }
    boolean sameConnection = camera.volume().connection().equals(camera.docking().connection());
    camera.volume().letGo();
    try {
      int released =
          crew.releaser()
              .release(camera.docking().id(), camera.volume().root(), sameConnection, gathering);
      releaseFailures = gathering.isResting() ? releaseFailures : 0;
      return released;
    } catch (EvidenceException e) {
      if (e.code() != ErrorCode.RELEASE_FAILED) {
        throw e;
      }
      LOG.error("bay {}: {}", number, e.getMessage());
      panel.detail(String.valueOf(e.getMessage()));
      releaseFailures++;
      return 0;
    }
  }

  /** Fault and recovery follow from what the journal says of the files, and from nothing else. */
  private void show(DockingCounts counts) {
    Optional<BayReason> fault =
        Faults.of(counts)
            .or(
                () ->
                    releaseFailures > 0 ? Optional.of(BayReason.RELEASE_FAILED) : Optional.empty())
            .or(() -> leftovers.isFile() ? Optional.of(BayReason.FILES_LEFT) : Optional.empty())
            .or(
                () ->
                    present.isDuplicate(number)
                        ? Optional.of(BayReason.DUPLICATE_SERIAL)
                        : Optional.empty());
    boolean inFault = panel.state() == BayState.FAULT;
    if (fault.isPresent() && !inFault) {
      tell(new BayEvent.Failed(fault.get()));
    } else if (fault.isEmpty() && inFault) {
      tell(new BayEvent.Recovered());
      tell(new BayEvent.Identified());
      panel.counts(counts);
    }
  }

  private void progressed(UUID docking) throws IOException {
    DockingCounts counts = crew.journal().counts(docking);
    synchronized (panel) {
      if (!over) {
        panel.counts(counts);
      }
    }
  }

  /** Nothing is told after the end: the bay may have another camera by then. */
  private void tell(BayEvent event) {
    synchronized (panel) {
      if (!over) {
        panel.on(event);
      }
    }
  }

  private void plugged() {
    synchronized (panel) {
      if (!over) {
        panel.plugged(occupant.descriptor());
      }
    }
  }

  private void awaitEnd() throws InterruptedException {
    while (!over) {
      rest(POLL);
    }
  }

  private boolean isHere() {
    try {
      return occupant.equals(crew.hardware().scan().occupants().get(number));
    } catch (IOException e) {
      LOG.warn("bay {}: scan: {}", number, e.toString());
      return true; // Not seen to be gone: what failed is then a read error, and shows.
    }
  }

  /** Waits until the end, news, or the time has passed. */
  private void awaitNews(Duration time) throws InterruptedException {
    lock.lock();
    waiting = true;
    try {
      long left = time.toNanos();
      while (!over && !woken && left > 0) {
        left = changed.awaitNanos(left);
      }
      woken = false;
    } finally {
      waiting = false;
      lock.unlock();
    }
  }

  /** Waits until the end, or the time has passed. */
  private void rest(Duration time) throws InterruptedException {
    lock.lock();
    waiting = true;
    try {
      long left = time.toNanos();
      while (!over && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      waiting = false;
      lock.unlock();
    }
  }

  /** The stay with its docking, which exists only once the camera is known. */
  private final class Reporter implements Stay {
    private final UUID docking;
    private final AtomicLong toldNanos = new AtomicLong(System.nanoTime());

    Reporter(UUID docking) {
      this.docking = docking;
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public boolean isHere() {
      return BaySession.this.isHere();
    }

    @Override
    public void await(Duration time) throws InterruptedException {
      rest(time);
    }

    @Override
    public void heldBy(Optional<ErrorCode> reason) {
      panel.heldBy(reason);
    }

    @Override
    public void leaves(Leftovers now) {
      leftovers = now;
      panel.leaves(now);
    }

    @Override
    public void read(long bytes) {
      panel.read(bytes);
    }

    /** Counting looks at every file of the docking: done for each file it would be quadratic. */
    @Override
    public void progressed() {
      long now = System.nanoTime();
      if (now - toldNanos.get() < TELLING.toNanos()) {
        return; // Told once all files are read, at the latest.
      }
      toldNanos.set(now);
      try {
        BaySession.this.progressed(docking);
      } catch (IOException e) {
        LOG.error("bay {}: {}", number, e.getMessage());
      }
    }
  }
}
