/**
 * The house rules: what may depend on what, who may erase, how files are named and how long they
 * are (ARCHITECTURE.md, CONTRIBUTING.md). Each rule is also shown to refuse a counter-example, so
 * that none of them is green because it looks at nothing.
 */
@NullMarked
package org.dockwarden.system.rules;

import org.jspecify.annotations.NullMarked;
