/**
 * What the agent shows of itself on the loopback address: {@code GET /status} as JSON for the
 * display, the command and the device team, {@code GET /healthz} for the service manager. What is
 * degraded is in both (I7).
 */
@NullMarked
package org.dockwarden.agent.status;

import org.jspecify.annotations.NullMarked;
