package org.dockwarden.agent.journal;

/**
 * What the dock still owes, over all cameras.
 *
 * @param queued recordings whose upload is not accepted yet, with {@code queuedBytes} sealed bytes
 * @param awaitingReceipt accepted by the gateway, without a receipt of the stage that releases
 */
public record Backlog(
    long queued,
    long queuedBytes,
    long awaitingReceipt,
    long quarantined,
    long failed,
    long released) {}
