package org.dockwarden.agent.status;

import java.nio.charset.StandardCharsets;

/** The status in the forms in which it leaves the agent otherwise than by its page. */
public final class StatusTexts {
  private StatusTexts() {}

  /** As /status tells it. */
  public static String json(AgentStatus status) {
    return new String(StatusJson.encode(status), StandardCharsets.UTF_8);
  }
}
