/** The vectors of {@code spec/vectors}, made by another program, through every reader. */
@NullMarked
package org.dockwarden.evidence.vectors;

import org.jspecify.annotations.NullMarked;
