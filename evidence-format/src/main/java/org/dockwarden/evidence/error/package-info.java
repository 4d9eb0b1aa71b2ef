/**
 * Error codes and the one reaction that belongs to each. Nothing else decides whether something is
 * tried again. Source: {@code spec/errors.md}.
 */
@NullMarked
package org.dockwarden.evidence.error;

import org.jspecify.annotations.NullMarked;
