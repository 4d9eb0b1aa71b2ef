package org.dockwarden.agent.status;

import java.io.IOException;

/** Whoever knows how the agent is. */
@FunctionalInterface
public interface StatusSource {
  /** The status now. */
  AgentStatus status() throws IOException;
}
