package org.dockwarden.agent.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * What the dock still owes, over all cameras.
 *
 * @param queued recordings whose upload is not accepted yet, with {@code queuedBytes} sealed bytes
 * @param oldestAt since when the oldest of the queued ones has waited
 * @param awaitingReceipt accepted by the gateway, without a receipt of the stage that releases
 * @param oldestRecordedAt when the oldest of the queued and awaiting ones was recorded, by the
 *     dock's clock
 */
public record Backlog(
    long queued,
    long queuedBytes,
    long awaitingReceipt,
    long quarantined,
    long failed,
    long released,
    Optional<Instant> oldestAt,
    Optional<Instant> oldestRecordedAt) {

  /** Of which no times are known. */
  public Backlog(
      long queued,
      long queuedBytes,
      long awaitingReceipt,
      long quarantined,
      long failed,
      long released) {
    this(
        queued,
        queuedBytes,
        awaitingReceipt,
        quarantined,
        failed,
        released,
        Optional.empty(),
        Optional.empty());
  }
}
