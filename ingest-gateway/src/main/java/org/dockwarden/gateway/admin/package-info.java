/**
 * What operators see: {@code /healthz} and {@code /metrics} on a loopback port of its own. Source:
 * {@code spec/ingest-protocol.md}, section 8.
 */
@NullMarked
package org.dockwarden.gateway.admin;

import org.jspecify.annotations.NullMarked;
