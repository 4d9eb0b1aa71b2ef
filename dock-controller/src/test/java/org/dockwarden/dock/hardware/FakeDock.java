package org.dockwarden.dock.hardware;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;

/** A dock in memory whose scans can be made to fail; it has no volumes. */
public final class FakeDock implements DockHardware {
  private final SortedSet<BayNumber> bays = new TreeSet<>();
  private final TreeMap<BayNumber, Occupant> occupants = new TreeMap<>();
  private final TreeMap<BayNumber, LightPattern> lights = new TreeMap<>();
  private final Semaphore hints = new Semaphore(0);
  private List<Occupant> unmapped = List.of();
  private boolean isBlind;
  private boolean isInUse;

  public FakeDock(int bayCount) {
    for (int number = 1; number <= bayCount; number++) {
      bays.add(new BayNumber(number));
    }
  }

  public synchronized void occupy(BayNumber bay, Occupant occupant) {
    occupants.put(bay, occupant);
    hints.release();
  }

  public synchronized void vacate(BayNumber bay) {
    occupants.remove(bay);
    hints.release();
  }

  public synchronized void blind(boolean blind) {
    isBlind = blind;
  }

  /** Whether somebody works on what the bays hold. */
  public synchronized void inUse(boolean isInUse) {
    this.isInUse = isInUse;
  }

  @Override
  public synchronized void letGo(BayNumber bay) throws IOException {
    if (isInUse) {
      throw new IOException("in use");
    }
  }

  public synchronized void unmapped(List<Occupant> devices) {
    unmapped = List.copyOf(devices);
  }

  /** What the lights show. */
  public synchronized SortedMap<BayNumber, LightPattern> lights() {
    return new TreeMap<>(lights);
  }

  @Override
  public SortedSet<BayNumber> bays() {
    return bays;
  }

  @Override
  public synchronized DockView scan() throws IOException {
    if (isBlind) {
      throw new IOException("blind");
    }
    return new DockView(new TreeMap<>(occupants), unmapped);
  }

  @Override
  public CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
      throws IOException {
    throw new CameraGoneException("bay " + bay + ": no volumes here");
  }

  @Override
  public synchronized void light(BayNumber bay, LightPattern pattern) {
    lights.put(bay, pattern);
  }

  @Override
  public void awaitHint(Duration timeout) throws InterruptedException {
    if (hints.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      hints.drainPermits();
    }
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
