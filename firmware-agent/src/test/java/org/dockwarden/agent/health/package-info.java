/** Tests of the agent's health. */
@NullMarked
package org.dockwarden.agent.health;

import org.jspecify.annotations.NullMarked;
