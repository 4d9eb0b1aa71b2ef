package org.dockwarden.dock.uevent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands in where uevents cannot be had: every wait lasts its time, and the reason is told. */
public final class NoHints implements HintSource {
  private final String reason;
  private final CountDownLatch closed = new CountDownLatch(1);

  public NoHints(String reason) {
    this.reason = reason;
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    return closed.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<String> degradations() {
    return List.of("uevents: " + reason + " (scanning by time only)");
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
