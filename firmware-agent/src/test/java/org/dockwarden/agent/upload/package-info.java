/** Tests of the agent's upload. */
@NullMarked
package org.dockwarden.agent.upload;

import org.jspecify.annotations.NullMarked;
