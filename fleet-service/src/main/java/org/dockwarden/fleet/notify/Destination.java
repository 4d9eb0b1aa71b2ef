package org.dockwarden.fleet.notify;

import java.time.Instant;

/** One place that messages go to. Called by one thread at a time. */
public interface Destination extends AutoCloseable {
  /** Its name in settings, outbox and health. */
  String name();

  /** Which events it gets. */
  Route route();

  /** Where it is, without secrets: another one is another destination. */
  String address();

  /** Tries once; bounded in time. */
  Outcome send(Message message, Instant now) throws InterruptedException;

  @Override
  void close();
}
