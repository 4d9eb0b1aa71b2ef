/**
 * The receipt: what the gateway vouches for about one recording, signed by the gateway. Only a
 * verified receipt lets a camera's copy be erased. Source: {@code spec/evidence-format.md}, section
 * 5.
 */
@NullMarked
package org.dockwarden.evidence.receipt;

import org.jspecify.annotations.NullMarked;
