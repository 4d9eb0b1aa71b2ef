/**
 * The custody log: every step of every recording, in one hash chain. Entries are leaves in the
 * sense of RFC 6962 so that a Merkle transparency log can be built over the same bytes. Source:
 * {@code spec/evidence-format.md}, section 6.
 */
@NullMarked
package org.dockwarden.evidence.custody;

import org.jspecify.annotations.NullMarked;
