package org.dockwarden.agent.station;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Occupant;
import org.dockwarden.dock.helper.HelperSilentException;
import org.dockwarden.dock.volume.FolderVolume;
import org.dockwarden.dock.volume.Presence;
import org.dockwarden.dock.volume.VolumeLimits;

/** A dock of one bay, whose camera is a folder. */
final class VolumeDock implements DockHardware {
  private final BayNumber bay;
  private final Path camera;
  private final SortedMap<BayNumber, Occupant> occupants = new TreeMap<>();
  private final Semaphore hints = new Semaphore(0);
  private final List<Occupant> elsewhere = new ArrayList<>();
  private int attached;
  private int attachments;
  private boolean isInUse;
  private boolean isBroken;
  private int silences;
  private Optional<IOException> pull = Optional.empty();

  VolumeDock(BayNumber bay, Path camera) {
    this.bay = bay;
    this.camera = camera;
  }

  synchronized void occupy(Occupant occupant) {
    occupants.put(bay, occupant);
    hints.release();
  }

  /** Plugs a device in where no bay is. */
  synchronized void plugElsewhere(Occupant occupant) {
    elsewhere.add(occupant);
    hints.release();
  }

  synchronized void vacate() {
    occupants.clear();
    hints.release();
  }

  /** Somebody else works on the volume. */
  synchronized void inUse(boolean isInUse) {
    this.isInUse = isInUse;
  }

  /** It sees nothing, its lights fail, and it says so. */
  synchronized void broken(boolean isBroken) {
    this.isBroken = isBroken;
    hints.release();
  }

  /** Its helper says nothing, so many times. */
  synchronized void silent(int times) {
    silences = times;
  }

  /** The camera goes while it is mounted next, which fails like this. */
  synchronized void pullAtMount(IOException failure) {
    pull = Optional.of(failure);
  }

  synchronized boolean isPulled() {
    return pull.isEmpty();
  }

  /** How many volumes are open. */
  synchronized int attached() {
    return attached;
  }

  /** How many have been opened. */
  synchronized int attachments() {
    return attachments;
  }

  @Override
  public SortedSet<BayNumber> bays() {
    return new TreeSet<>(List.of(bay));
  }

  @Override
  public synchronized DockView scan() throws IOException {
    if (isBroken) {
      throw new IOException("blind");
    }
    return new DockView(new TreeMap<>(occupants), List.copyOf(elsewhere));
  }

  @Override
  public synchronized CameraVolume attach(
      BayNumber bay, Occupant occupant, Verdict.Accepted accepted) throws IOException {
    if (pull.isPresent()) {
      IOException failure = pull.get();
      pull = Optional.empty();
      occupants.clear(); // Without a hint: the session learns of it before the station does.
      throw failure;
    }
    if (silences > 0) {
      silences--;
      throw new BayException(
          BayReason.ENUMERATION_FAILED, "slow", new HelperSilentException("took longer"));
    }
    attached++;
    attachments++;
    return FolderVolume.open(
        camera, occupant.connection(), Presence.ALWAYS, VolumeLimits.STANDARD, this::closed);
  }

  private synchronized void closed() {
    attached--;
  }

  @Override
  public synchronized void letGo(BayNumber bay) throws IOException {
    if (attached > 0 || isInUse) {
      throw new IOException("in use");
    }
  }

  @Override
  public synchronized void light(BayNumber bay, LightPattern pattern) throws IOException {
    if (isBroken) {
      throw new IOException("dark");
    }
  }

  @Override
  public void awaitHint(Duration timeout) throws InterruptedException {
    if (hints.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      hints.drainPermits();
    }
  }

  @Override
  public synchronized List<String> degradations() {
    return isBroken ? List.of("hub 1-1: not there") : List.of();
  }

  @Override
  public void close() {}
}
