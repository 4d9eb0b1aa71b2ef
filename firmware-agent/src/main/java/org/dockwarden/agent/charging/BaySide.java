package org.dockwarden.agent.charging;

import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.charging.Charge;

/** What the charger sees of the station, and tells it. Thread-safe. */
public interface BaySide {
  /** What every bay shows. */
  List<BayStatus> bays();

  /** Whether the bay must keep its power (CH-8). */
  boolean isReading(BayNumber bay);

  /**
   * The bay is going to lose its power.
   *
   * @return whether its camera is let go of; if not yet, to be asked again
   */
  boolean rest(BayNumber bay) throws InterruptedException;

  /** The bay has power again. */
  void resume(BayNumber bay);

  /** What is known of the battery. */
  void charge(BayNumber bay, Charge charge);

  /** What is wrong with the charging, or that nothing is any more. */
  void fault(BayNumber bay, Optional<BayReason> reason);
}
