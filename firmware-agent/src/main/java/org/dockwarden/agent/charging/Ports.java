package org.dockwarden.agent.charging;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.power.PortPower;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ports as they are, which need not be as they should be (CH-17). For one thread. */
final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  private final PortPower power;
  private final BaySide station;
  private final SortedMap<BayNumber, Boolean> isOn = new TreeMap<>();
  private final SortedSet<BayNumber> resting = new TreeSet<>();
  private final SortedMap<BayNumber, String> failures = new TreeMap<>();

  Ports(PortPower power, BaySide station) {
    this.power = power;
    this.station = station;
  }

  /** Asks the hardware; a port that does not answer is taken for powered, and asked again. */
  Map<BayNumber, Boolean> look(SortedSet<BayNumber> bays) {
    for (BayNumber bay : bays) {
      try {
        isOn.put(bay, power.isOn(bay));
      } catch (IOException e) {
        isOn.put(bay, true);
        failed(bay, e);
      }
    }
    return Map.copyOf(isOn);
  }

  /**
   * Switches if that is news; what fails is tried again at the next look. Power goes only once the
   * camera is let go of, which may take until a later look: a card that is written to when its
   * power goes may lose everything.
   *
   * @param isUrgent whether it goes all the same: too high a current cannot wait
   */
  void set(BayNumber bay, boolean on, boolean isUrgent) throws InterruptedException {
    boolean isNews = isOn.getOrDefault(bay, true) != on || failures.containsKey(bay);
    if (on && resting.remove(bay) && !isNews) {
      station.resume(bay); // It was to lose its power, and keeps it after all.
    }
    if (!isNews) {
      return;
    }
    if (!on) {
      resting.add(bay);
      if (!station.rest(bay) && !isUrgent) {
        return;
      }
    }
    try {
      power.set(bay, on);
      LOG.info("bay {}: power {}", bay, on ? "on" : "off");
      isOn.put(bay, on);
      failures.remove(bay);
    } catch (IOException e) {
      failed(bay, e);
    }
    if (isOn.getOrDefault(bay, true)) {
      resting.remove(bay);
      station.resume(bay); // Also where it could not be switched off: its camera is still served.
    }
  }

  private void failed(BayNumber bay, IOException e) {
    if (failures.put(bay, String.valueOf(e.getMessage())) == null) {
      LOG.error("bay {}: power: {}", bay, e.getMessage());
    }
  }

  boolean isOn(BayNumber bay) {
    return isOn.getOrDefault(bay, true);
  }

  boolean hasFailed(BayNumber bay) {
    return failures.containsKey(bay);
  }
}
