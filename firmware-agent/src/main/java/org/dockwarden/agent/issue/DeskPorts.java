package org.dockwarden.agent.issue;

import java.time.Duration;
import java.util.List;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.BayNumber;

/** What the desk needs of the bays. */
public interface DeskPorts {
  /** What every bay shows. */
  List<BayStatus> bays();

  /** Lets a bay's light say "this one" for so long. */
  void find(BayNumber bay, Duration time);

  /** Ends that. */
  void endFind(BayNumber bay);
}
