/**
 * The sealed object: an age v1 file (C2SP {@code age}) to one or more X25519 recipients, in the
 * nouns of that specification: recipient, identity, stanza, header, file key, payload, chunk.
 *
 * <p>Guarantees: a sealed object's length is known before its first byte; a reader hands out no
 * byte that was not authenticated, and reports the end only after the final chunk; every fault of
 * the format has its own {@code age-…} error code. Nothing here touches files, sockets or logs.
 * Source: {@code spec/evidence-format.md}, section 3 (S-1, S-2, S-3, S-5).
 */
@NullMarked
package org.dockwarden.evidence.age;

import org.jspecify.annotations.NullMarked;
