package org.dockwarden.agent.charging;

import java.util.List;
import java.util.Optional;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.station.FaultSource;
import org.dockwarden.agent.station.Station;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.charging.Charge;

/** The station, as the charger uses it. */
public record StationSide(Station station) implements BaySide {
  @Override
  public List<BayStatus> bays() {
    return station.bays();
  }

  @Override
  public boolean isReading(BayNumber bay) {
    return station.isReading(bay);
  }

  @Override
  public boolean rest(BayNumber bay) throws InterruptedException {
    return station.rest(bay);
  }

  @Override
  public void resume(BayNumber bay) {
    station.resume(bay);
  }

  @Override
  public void charge(BayNumber bay, Charge charge) {
    station.charge(bay, charge);
  }

  @Override
  public void fault(BayNumber bay, Optional<BayReason> reason) {
    station.fault(bay, FaultSource.CHARGING, reason);
  }
}
