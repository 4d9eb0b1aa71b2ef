package org.dockwarden.fleet.notify;

import java.util.Optional;
import org.dockwarden.fleet.alert.AlertEvent;

/**
 * An event that waits in the outbox for one destination.
 *
 * @param number its place in the outbox
 * @param attempts how often it was tried
 * @param digest the message that it was put into with others; empty while it is one of its own
 */
public record Notice(long number, AlertEvent event, int attempts, Optional<String> digest) {}
