/** Tests of the agent's health.command. */
@NullMarked
package org.dockwarden.agent.health.command;

import org.jspecify.annotations.NullMarked;
