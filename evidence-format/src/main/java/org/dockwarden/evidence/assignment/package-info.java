/**
 * Who holds a camera: assignment events, signed by the dock that saw them, and the attribution of a
 * recording that follows from them, signed by the gateway. What does not follow is unknown, with a
 * reason; nothing here guesses. Source: {@code spec/evidence-format.md}, section 9.
 */
@NullMarked
package org.dockwarden.evidence.assignment;

import org.jspecify.annotations.NullMarked;
