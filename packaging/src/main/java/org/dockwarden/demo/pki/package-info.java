/**
 * Keys and certificates of the demo: made on the spot with Bouncy Castle, kept while the data
 * folder is kept, each private key in a file of mode 0600. Every authority is its own, as in a real
 * estate: docks, servers, receipts and the fleet service cannot speak for one another. Source:
 * {@code spec/evidence-format.md}, D-1 and D-2.
 */
@NullMarked
package org.dockwarden.demo.pki;

import org.jspecify.annotations.NullMarked;
