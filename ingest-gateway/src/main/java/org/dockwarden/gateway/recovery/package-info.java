/**
 * What a start does before the first connection: makes store and index agree again after a stop at
 * any point (I5), without ever deleting a byte that somebody was told is safe.
 */
@NullMarked
package org.dockwarden.gateway.recovery;

import org.jspecify.annotations.NullMarked;
