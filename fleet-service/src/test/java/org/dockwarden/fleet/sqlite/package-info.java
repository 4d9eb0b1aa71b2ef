/** Inventory and history on real files, fed with messages of docks. */
@NullMarked
package org.dockwarden.fleet.sqlite;

import org.jspecify.annotations.NullMarked;
