/**
 * Hands evidence over to the DEMS and brings its word back. {@link
 * org.dockwarden.gateway.delivery.Connector} is what a DEMS has to be made to look like; {@link
 * org.dockwarden.gateway.delivery.Deliveries} drives any of them, each recording by itself, so that
 * one that fails stalls no other. Source: {@code spec/evidence-format.md}, R-4, and {@code
 * spec/ingest-protocol.md}.
 */
@NullMarked
package org.dockwarden.gateway.delivery;

import org.jspecify.annotations.NullMarked;
