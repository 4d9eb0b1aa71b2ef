package org.dockwarden.agent.display.forecast;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.dock.bay.BayNumber;

/** The forecasts of all bays: what is sent is sent for all of them through one line. */
public final class DockForecast {
  private final Rate sending = new Rate();
  private final Confirmations confirmations = new Confirmations();
  private final Map<BayNumber, BayForecast> bays = new HashMap<>();

  /** What is to be said of each bay now; called about twice a second. */
  public Map<BayNumber, Forecast> sample(AgentStatus status, long nanoTime) {
    Sending line = sending(status, nanoTime);
    Map<BayNumber, Forecast> all = new HashMap<>();
    for (BayStatus bay : status.bays()) {
      BayForecast forecast =
          bays.computeIfAbsent(bay.bay().number(), _ -> new BayForecast(confirmations));
      all.put(bay.bay().number(), forecast.sample(bay, line, nanoTime));
    }
    return all;
  }

  /** The line is measured only while something waits for it: an idle one is not slow. */
  private Sending sending(AgentStatus status, long nanoTime) {
    long waiting = status.backlog().queuedBytes();
    if (waiting == 0) {
      sending.reset();
    } else {
      sending.sample(status.sentBytes(), nanoTime);
    }
    return new Sending(
        waiting, status.gateway().isReachable() ? sending.perSecond() : OptionalDouble.empty());
  }
}
