package org.dockwarden.agent.health;

import java.io.IOException;
import java.util.Optional;
import org.dockwarden.agent.health.metric.CameraFacts;
import org.dockwarden.agent.health.metric.DockFacts;
import org.dockwarden.agent.health.metric.HolderFact;
import org.dockwarden.agent.station.BayStatus;

/** What the agent's status does not tell. Asked every second: answers come from memory mostly. */
public interface Facts {
  DockFacts dock();

  /** What is known of the camera in this bay; empty without one. */
  Optional<CameraFacts> camera(BayStatus bay) throws IOException;

  /** Who has its camera; empty where this dock issues none. */
  Optional<HolderFact> holder(BayStatus bay);
}
