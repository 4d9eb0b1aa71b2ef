/**
 * What the fleet is asked: immutable records, and the questions that return them. Shapes only;
 * where the answers come from (memory, SQLite) is nobody's business here.
 */
@NullMarked
package org.dockwarden.fleet.query;

import org.jspecify.annotations.NullMarked;
