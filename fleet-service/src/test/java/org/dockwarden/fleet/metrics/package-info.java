/** Names of metrics, and who uses them. */
@NullMarked
package org.dockwarden.fleet.metrics;

import org.jspecify.annotations.NullMarked;
