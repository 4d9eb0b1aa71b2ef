package org.dockwarden.agent.display.forecast;

import org.dockwarden.agent.status.AgentStatus;

/** Whole statuses for tests of other packages. */
public final class TestCamera {
  private TestCamera() {}

  /** A dock with one bay, whose camera has so many of its ten files sealed. */
  public static AgentStatus offloading(int sealed) {
    return Docked.offloading(sealed, sealed * Docked.FILE_BYTES).agent(0, 0, true);
  }
}
