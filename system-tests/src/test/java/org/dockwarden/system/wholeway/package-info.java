/**
 * The whole way of the evidence with real processes: from cameras' volumes through docks and
 * gateway to checked bags, on good days and bad ones.
 */
@NullMarked
package org.dockwarden.system.wholeway;

import org.jspecify.annotations.NullMarked;
