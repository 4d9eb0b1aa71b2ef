/** Tests of the agent's journal. */
@NullMarked
package org.dockwarden.agent.journal;

import org.jspecify.annotations.NullMarked;
