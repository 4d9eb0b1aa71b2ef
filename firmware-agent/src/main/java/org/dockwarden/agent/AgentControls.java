package org.dockwarden.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dockwarden.agent.charging.Charger;
import org.dockwarden.agent.health.command.CommandCode;
import org.dockwarden.agent.health.command.DockControls;
import org.dockwarden.agent.health.command.Outcome;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.station.Station;
import org.dockwarden.agent.upload.UploadOrders;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;

/** The agent, as commands reach it (H-24). */
final class AgentControls implements DockControls {
  private final Station station;
  private final Optional<Charger> charger;
  private final UploadOrders orders;
  private final SupportBundle bundle;
  private final Runnable restart;

  AgentControls(
      Station station,
      Optional<Charger> charger,
      UploadOrders orders,
      SupportBundle bundle,
      Runnable restart) {
    this.station = station;
    this.charger = charger;
    this.orders = orders;
    this.bundle = bundle;
    this.restart = restart;
  }

  private boolean has(BayNumber bay) {
    return station.bays().stream().anyMatch(it -> it.bay().number().equals(bay));
  }

  private static Outcome noBay(BayNumber bay) {
    return new Outcome(CommandCode.NOT_FOUND, "bay " + bay + ": this dock has none");
  }

  @Override
  public Outcome signal(BayNumber bay, Duration time) {
    if (!has(bay)) {
      return noBay(bay);
    }
    station.find(bay, time);
    return Outcome.OK;
  }

  @Override
  public Outcome find(CameraId camera, Duration time) {
    for (BayStatus bay : station.bays()) {
      if (bay.camera().equals(Optional.of(camera))) {
        station.find(bay.bay().number(), time);
        return new Outcome(CommandCode.OK, "bay " + bay.bay().number());
      }
    }
    return new Outcome(CommandCode.NOT_FOUND, "camera " + camera + ": in no bay");
  }

  @Override
  public Outcome powerCycle(BayNumber bay) {
    if (!has(bay)) {
      return noBay(bay);
    }
    if (charger.isEmpty() || !charger.get().canSwitch()) {
      return new Outcome(CommandCode.UNSUPPORTED, "nothing switches the ports");
    }
    if (station.isReading(bay)) {
      return new Outcome(CommandCode.BUSY, "bay " + bay + ": its camera is being read");
    }
    charger.get().cycle(bay);
    return Outcome.OK;
  }

  @Override
  public Outcome pauseUpload(Instant until) {
    return ordered(() -> orders.pauseUntil(until));
  }

  @Override
  public Outcome resumeUpload() {
    return ordered(orders::resume);
  }

  @Override
  public Outcome limitUpload(long bytesPerSecond, Instant until) {
    return ordered(() -> orders.limit(bytesPerSecond, until));
  }

  /** Takes effect at once, and then has to last. */
  @FunctionalInterface
  private interface Order {
    void give() throws IOException;
  }

  private static Outcome ordered(Order order) {
    try {
      order.give();
      return Outcome.OK;
    } catch (IOException e) {
      return new Outcome(CommandCode.OK, "until the agent ends only: " + e.getMessage());
    }
  }

  @Override
  public Outcome collectSupportBundle() {
    try {
      return new Outcome(CommandCode.OK, bundle.collect());
    } catch (IOException e) {
      return new Outcome(CommandCode.FAILED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Outcome restart() {
    restart.run();
    return Outcome.OK;
  }
}
