/**
 * What the gateway knows: uploads, commits, recordings, receipts, deliveries, and the custody log.
 * The interfaces are the domain's; each of their changing methods is one transaction, durable when
 * it returns, and appends the custody entries of its change in that transaction (I4). {@code
 * Sqlite…} implements them: WAL, synchronous FULL, one writer thread with group commit. Source:
 * {@code spec/evidence-format.md}, section 6.
 */
@NullMarked
package org.dockwarden.gateway.index;

import org.jspecify.annotations.NullMarked;
