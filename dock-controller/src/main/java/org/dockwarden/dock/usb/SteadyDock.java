package org.dockwarden.dock.usb;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.BayChange;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockView;
import org.dockwarden.dock.hardware.Occupant;

/**
 * A dock whose scans also tell which ports are unstable ({@link PortStability}). Footage is read
 * from them as from any other, whenever it can be.
 */
public final class SteadyDock implements DockHardware {
  private final DockHardware dock;
  private final LongSupplier nanoTime;
  private final PortStability stability = new PortStability();
  private DockView last = DockView.EMPTY;

  /** Watches a dock, which it closes. */
  public SteadyDock(DockHardware dock, LongSupplier nanoTime) {
    this.dock = dock;
    this.nanoTime = nanoTime;
  }

  @Override
  public SortedSet<BayNumber> bays() {
    return dock.bays();
  }

  /** One scan at a time: what is compared with the last one is the next one. */
  @Override
  public synchronized DockView scan() throws IOException {
    DockView now = dock.scan();
    long time = nanoTime.getAsLong();
    BayChange.between(last, now).forEach((bay, change) -> stability.changed(bay, change, time));
    last = now;
    SortedMap<BayNumber, BayReason> faults = new TreeMap<>(now.faults());
    stability.unstable(time).forEach(bay -> faults.putIfAbsent(bay, BayReason.PORT_UNSTABLE));
    return new DockView(now.occupants(), now.unmapped(), faults);
  }

  @Override
  public CameraVolume attach(BayNumber bay, Occupant occupant, Verdict.Accepted accepted)
      throws IOException {
    return dock.attach(bay, occupant, accepted);
  }

  @Override
  public void refuse(BayNumber bay, Occupant occupant) throws IOException {
    dock.refuse(bay, occupant);
  }

  @Override
  public void letGo(BayNumber bay) throws IOException {
    dock.letGo(bay);
  }

  @Override
  public void light(BayNumber bay, LightPattern pattern) throws IOException {
    dock.light(bay, pattern);
  }

  @Override
  public void awaitHint(Duration timeout) throws InterruptedException {
    dock.awaitHint(timeout);
  }

  @Override
  public List<String> degradations() {
    return dock.degradations();
  }

  @Override
  public void close() throws IOException {
    dock.close();
  }
}
