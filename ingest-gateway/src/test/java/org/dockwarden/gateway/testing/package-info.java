/**
 * A gateway and docks for tests: a real gateway on a free port with throw-away certificates, and a
 * dock that seals, uploads and signs over real TLS.
 */
@NullMarked
package org.dockwarden.gateway.testing;

import org.jspecify.annotations.NullMarked;
