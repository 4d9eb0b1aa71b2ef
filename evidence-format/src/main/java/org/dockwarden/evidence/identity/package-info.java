/**
 * Names of things: digests, recordings, cameras, docks, paths on a camera. Values only, checked
 * when they are made, so that no other code has to check them again. Source: {@code
 * spec/evidence-format.md}, section 2.
 */
@NullMarked
package org.dockwarden.evidence.identity;

import org.jspecify.annotations.NullMarked;
