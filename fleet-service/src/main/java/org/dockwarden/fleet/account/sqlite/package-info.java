/** Accounts, sessions and the audit list in one SQLite file. */
@NullMarked
package org.dockwarden.fleet.account.sqlite;

import org.jspecify.annotations.NullMarked;
