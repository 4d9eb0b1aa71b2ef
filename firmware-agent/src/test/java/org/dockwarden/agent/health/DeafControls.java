package org.dockwarden.agent.health;

import java.time.Duration;
import java.time.Instant;
import org.dockwarden.agent.health.command.CommandCode;
import org.dockwarden.agent.health.command.DockControls;
import org.dockwarden.agent.health.command.Outcome;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;

/** Does nothing, whatever it is told. */
final class DeafControls implements DockControls {
  private static final Outcome NOTHING = new Outcome(CommandCode.UNSUPPORTED, "");

  @Override
  public Outcome signal(BayNumber bay, Duration time) {
    return NOTHING;
  }

  @Override
  public Outcome find(CameraId camera, Duration time) {
    return NOTHING;
  }

  @Override
  public Outcome powerCycle(BayNumber bay) {
    return NOTHING;
  }

  @Override
  public Outcome pauseUpload(Instant until) {
    return NOTHING;
  }

  @Override
  public Outcome resumeUpload() {
    return NOTHING;
  }

  @Override
  public Outcome limitUpload(long bytesPerSecond, Instant until) {
    return NOTHING;
  }

  @Override
  public Outcome collectSupportBundle() {
    return NOTHING;
  }

  @Override
  public Outcome restart() {
    return NOTHING;
  }
}
