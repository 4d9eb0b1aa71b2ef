/**
 * What tus 1.0.0 says in headers, as values; pure. Source: {@code spec/ingest-protocol.md}, section
 * 2, and tus.io/protocols/resumable-upload, version 1.0.0.
 */
@NullMarked
package org.dockwarden.gateway.tus;

import org.jspecify.annotations.NullMarked;
