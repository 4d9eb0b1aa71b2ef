/**
 * From commit to receipt: places the sealed object in the store, reads it back, compares it with
 * the manifest, has the receipt made; what differs goes to quarantine. Each step is durable before
 * the next begins and is safe to repeat, so a restart simply continues (I5). Source: {@code
 * spec/ingest-protocol.md}, section 4.
 */
@NullMarked
package org.dockwarden.gateway.verify;

import org.jspecify.annotations.NullMarked;
