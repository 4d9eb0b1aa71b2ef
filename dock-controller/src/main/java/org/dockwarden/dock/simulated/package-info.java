/**
 * A dock without hardware, as a production option: for demonstrations, for machines without a dock,
 * and to develop against. A file in a folder is a device in a bay; what it cannot do it does not
 * pretend to. Passes the same contract suite as the real one.
 */
@NullMarked
package org.dockwarden.dock.simulated;

import org.jspecify.annotations.NullMarked;
