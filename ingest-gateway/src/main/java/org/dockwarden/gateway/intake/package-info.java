/**
 * Takes uploads in: makes them, appends to them, ends them. Knows nothing of HTTP; a request's body
 * arrives as a {@link org.dockwarden.gateway.intake.Body}. Holds I1: what {@link
 * org.dockwarden.gateway.intake.Intake#append} returns is on stable storage. Source: {@code
 * spec/ingest-protocol.md}, P-6 to P-13.
 */
@NullMarked
package org.dockwarden.gateway.intake;

import org.jspecify.annotations.NullMarked;
