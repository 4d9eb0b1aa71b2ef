/** Tests of the agent's eraser. */
@NullMarked
package org.dockwarden.agent.eraser;

import org.jspecify.annotations.NullMarked;
