/**
 * Commands to docks (spec/health-topics.md, 7): sent with QoS 0 where their dock was last heard,
 * and matched with the results that come back. The broker is behind {@link CommandOutlet}.
 */
@NullMarked
package org.dockwarden.fleet.command;

import org.jspecify.annotations.NullMarked;
