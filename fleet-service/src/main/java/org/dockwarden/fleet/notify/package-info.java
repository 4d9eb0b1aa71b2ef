/**
 * How events reach people and service desks: an outbox that survives a restart, and a courier for
 * each destination that sends, tries again, and never sends more than so much an hour. At least
 * once: a message that is sent twice has the same id twice.
 */
@NullMarked
package org.dockwarden.fleet.notify;

import org.jspecify.annotations.NullMarked;
