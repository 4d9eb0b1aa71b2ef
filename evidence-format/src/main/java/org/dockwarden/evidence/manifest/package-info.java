/**
 * The manifest: what the dock says about one recording, signed by the dock. Canonical JSON; any
 * change of a byte breaks the signature. Source: {@code spec/evidence-format.md}, section 4.
 */
@NullMarked
package org.dockwarden.evidence.manifest;

import org.jspecify.annotations.NullMarked;
