package org.dockwarden.agent.status;

import java.util.List;
import org.dockwarden.agent.journal.Backlog;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.upload.GatewayHealth;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.DockClock;

/**
 * The whole agent at one moment.
 *
 * @param sentBytes bytes sent to the gateway since the start
 * @param cipher what seals, and whether it is the slow fallback
 * @param degradations one line for each thing that does not work as it should
 */
public record AgentStatus(
    DockId dock,
    String software,
    List<BayStatus> bays,
    Spool.Usage spool,
    Backlog backlog,
    long sentBytes,
    GatewayHealth gateway,
    DockClock clock,
    String cipher,
    boolean isCipherFallback,
    List<String> degradations) {
  public AgentStatus {
    bays = List.copyOf(bays);
    degradations = List.copyOf(degradations);
  }
}
