/** Tests of the agent's configuration. */
@NullMarked
package org.dockwarden.agent.configuration;

import org.jspecify.annotations.NullMarked;
