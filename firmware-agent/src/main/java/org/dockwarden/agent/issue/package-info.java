/**
 * The desk where cameras are issued: a tap, a camera offered by its bay's light, taken, returned.
 * {@link org.dockwarden.agent.issue.Desk} decides and is pure; the rest carries out. Every event is
 * in the journal before anything shows that it happened, and goes to the gateway in order. Nothing
 * here stops footage. Source: {@code spec/evidence-format.md}, section 9.
 */
@NullMarked
package org.dockwarden.agent.issue;

import org.jspecify.annotations.NullMarked;
