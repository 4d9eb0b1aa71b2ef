package org.dockwarden.fleet.notify;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What waits to be sent. Durable: when a method returns, so it is after a restart. */
public interface Outbox {
  /** Notices that may be tried now, the oldest first. */
  List<Notice> due(String destination, Instant now, int limit) throws IOException;

  /** All notices of a digest, the oldest first. */
  List<Notice> digest(String destination, String digest) throws IOException;

  /** Makes these notices one message, for good. */
  void bind(List<Long> notices, String digest) throws IOException;

  /** How many messages were sent later than this. */
  int sentSince(String destination, Instant at) throws IOException;

  /** They were sent. */
  void sent(List<Long> notices, Instant at) throws IOException;

  /** They are to be tried again, not before {@code next}. */
  void postpone(List<Long> notices, Instant next, String why) throws IOException;

  /** They are not tried any more; kept, and counted in health. */
  void giveUp(List<Long> notices, Instant at, String why) throws IOException;

  /** Why a destination gets nothing any more. */
  Optional<String> disabled(String destination) throws IOException;

  /** A destination wants nothing any more. */
  void disable(String destination, Instant at, String why) throws IOException;

  /** How a destination's messages stand. */
  Standing standing(String destination) throws IOException;

  /**
   * How a destination's messages stand.
   *
   * @param waiting not sent yet
   * @param givenUp not tried any more
   * @param dropped did not fit
   */
  record Standing(long waiting, long givenUp, long dropped, Optional<Instant> lastSentAt) {}
}
