package org.dockwarden.dock.card;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A dock that has no card reader, and is not meant to. */
public final class AbsentReader implements CardReader {
  @Override
  public Optional<Tap> await(Duration longest) {
    LockSupport.parkNanos(longest.toNanos());
    return Optional.empty();
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
