/**
 * Who held a camera: takes assignment events of docks, and attributes recordings. Never in the way
 * of the evidence: what fails here shows in health, and the recording goes on without an
 * attribution. Source: {@code spec/evidence-format.md}, section 9; {@code spec/ingest-protocol.md},
 * section 9.
 */
@NullMarked
package org.dockwarden.gateway.attribution;

import org.jspecify.annotations.NullMarked;
