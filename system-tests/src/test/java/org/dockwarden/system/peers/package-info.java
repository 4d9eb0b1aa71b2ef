/**
 * Implementations by others at the other end: tus-java-client and tus-js-client upload to our
 * gateway, our client uploads to {@code @tus/server}. What others sealed and uploaded becomes
 * evidence like our own docks' (spec/ingest-protocol.md 2).
 */
@NullMarked
package org.dockwarden.system.peers;

import org.jspecify.annotations.NullMarked;
