/**
 * The gateway on the network: Netty, TLS 1.3, HTTP/1.1. The event loops only move bytes and decode
 * heads; every request is answered by plain blocking code on a virtual thread, which takes its body
 * piece by piece, so that a slow disk slows the client and fills no memory. Source: {@code
 * spec/ingest-protocol.md}.
 */
@NullMarked
package org.dockwarden.gateway.http;

import org.jspecify.annotations.NullMarked;
