/** Tests of the segment digest. */
@NullMarked
package org.dockwarden.evidence.segment;

import org.jspecify.annotations.NullMarked;
