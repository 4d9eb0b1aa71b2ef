/**
 * What is remembered of metrics: every change within a bound of bytes and days, and series for
 * charts. The adapter is in {@code sqlite}.
 */
@NullMarked
package org.dockwarden.fleet.history;

import org.jspecify.annotations.NullMarked;
