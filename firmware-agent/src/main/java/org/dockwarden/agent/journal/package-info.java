/**
 * What the dock knows of cameras, recordings and receipts, durable before it has an effect (I4,
 * I5). SQLite in WAL mode with synchronous FULL; one writer thread groups commits; readers have a
 * connection of their own. A recording's states are the words of spec/glossary.md. Plaintext of
 * footage never comes here (I6).
 */
@NullMarked
package org.dockwarden.agent.journal;

import org.jspecify.annotations.NullMarked;
