/** Tests of the agent's health.metric. */
@NullMarked
package org.dockwarden.agent.health.metric;

import org.jspecify.annotations.NullMarked;
