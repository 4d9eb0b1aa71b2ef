package org.dockwarden.agent.journal;

/** What the dock still owes, over all cameras. */
public record Backlog(
    long queued,
    long queuedBytes,
    long awaitingReceipt,
    long quarantined,
    long failed,
    long released) {}
