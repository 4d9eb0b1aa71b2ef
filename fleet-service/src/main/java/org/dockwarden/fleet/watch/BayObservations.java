package org.dockwarden.fleet.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.Metrics;

/** What is to be observed of a bay (spec/health-topics.md, 6). Pure. */
final class BayObservations {
  private BayObservations() {}

  /** Fault and refusal, good or bad; that a camera in the bay is not missing. */
  static List<Observation> of(DockKey dock, String bay, Metrics metrics, Instant now) {
    Optional<String> state = metrics.text("state");
    if (state.isEmpty()) {
      return List.of(); // it says nothing of itself
    }
    Subject subject = Subject.bay(dock.group(), dock.dock(), bay);
    boolean isFault = state.get().equals("fault");
    boolean isRefused = state.get().equals("refused");
    String reason = metrics.text("reason").orElse("");
    List<Observation> seen = new ArrayList<>();
    seen.add(Observation.flag(AlertKind.BAY_FAULT, subject, now, isFault, reason));
    seen.add(
        Observation.flag(AlertKind.USB_REFUSED, subject, now, isRefused, refused(reason, metrics)));
    metrics.text("camera").ifPresent(camera -> seen.add(CameraWatch.isHere(dock, camera, now)));
    return seen;
  }

  /** The reason's code, and what was plugged in. */
  private static String refused(String reason, Metrics metrics) {
    String device = metrics.text("device").or(() -> metrics.text("camera")).orElse("");
    return device.isEmpty() ? reason : reason + ", " + device;
  }
}
