/**
 * Makes receipts. A receipt names a custody entry that is durable already; it becomes visible only
 * in a transaction after its signature was made. Source: {@code spec/evidence-format.md}, section
 * 5.
 */
@NullMarked
package org.dockwarden.gateway.receipt;

import org.jspecify.annotations.NullMarked;
