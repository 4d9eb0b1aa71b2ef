/**
 * Inventory and history in SQLite (WAL, synchronous FULL): one writer thread and one lock for each
 * file, readers on connections of their own, numbered migrations.
 */
@NullMarked
package org.dockwarden.fleet.sqlite;

import org.jspecify.annotations.NullMarked;
