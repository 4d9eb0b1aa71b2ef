/**
 * Uploads as values: their names, how far they have come, and who may touch them. Source: {@code
 * spec/ingest-protocol.md}, section 2.
 */
@NullMarked
package org.dockwarden.gateway.upload;

import org.jspecify.annotations.NullMarked;
