/**
 * The command {@code dockwarden verify}: anyone checks evidence and its papers, offline. Every
 * check is one line; only if all hold is the exit status 0. Nothing read here is trusted: names,
 * sizes, links and documents may all be hostile. Source: {@code spec/evidence-format.md}, by hand:
 * {@code docs/verifying.md}.
 */
@NullMarked
package org.dockwarden.verifier;

import org.jspecify.annotations.NullMarked;
