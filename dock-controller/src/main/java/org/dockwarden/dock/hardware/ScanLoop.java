package org.dockwarden.dock.hardware;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Scans again and again and tells a listener what is different. One thread at a time. While scans
 * fail nothing is said of the bays; the first that succeeds again is compared with the last that
 * did, so that no change is lost, and a camera that was swapped meanwhile shows by its connection.
 */
public final class ScanLoop {
  private final DockHardware hardware;
  private final DockListener listener;
  private final Duration interval;
  private DockView last = DockView.EMPTY;
  private boolean isSighted;

  /**
   * A loop.
   *
   * @param interval longest time between two scans, whether or not a hint arrives
   */
  public ScanLoop(DockHardware hardware, DockListener listener, Duration interval) {
    this.hardware = hardware;
    this.listener = listener;
    this.interval = interval;
  }

  /** Runs until the thread is interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      pass();
      hardware.awaitHint(interval);
    }
  }

  /** Scans once. */
  public void pass() {
    DockView now;
    try {
      now = hardware.scan();
    } catch (IOException e) {
      isSighted = false;
      listener.blind(e);
      return;
    }
    if (!isSighted) {
      isSighted = true;
      listener.sighted();
    }
    DockView before = last;
    last = now;
    BayChange.between(before, now).forEach(listener::changed);
    if (!before.unmapped().equals(now.unmapped())) {
      listener.unmapped(List.copyOf(now.unmapped()));
    }
  }
}
