/** Tests of the agent's health.outbox. */
@NullMarked
package org.dockwarden.agent.health.outbox;

import org.jspecify.annotations.NullMarked;
