/** Tests of the agent's health.board. */
@NullMarked
package org.dockwarden.agent.health.board;

import org.jspecify.annotations.NullMarked;
