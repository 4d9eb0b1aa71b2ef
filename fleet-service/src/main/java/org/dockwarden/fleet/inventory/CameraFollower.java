package org.dockwarden.fleet.inventory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.HealthListener;
import org.dockwarden.fleet.dock.Metrics;

/**
 * Follows cameras from bay to bay (spec/health-topics.md, 6). Its size is bounded by the table that
 * it listens to.
 */
public final class CameraFollower implements HealthListener {
  private static final String CAMERA = "camera";

  private final Consumer<CameraStep> steps;
  private final Map<DockKey, Map<String, Seen>> seen = new HashMap<>();

  private record Place(DockKey dock, String bay) {}

  /**
   * What was told last of a bay; {@code replayed} is the camera in it at that point of a replay.
   */
  private static final class Seen {
    private String camera = "";
    private String known = "";
    private OptionalInt charge = OptionalInt.empty();
    private String replayed = "";
  }

  public CameraFollower(Consumer<CameraStep> steps) {
    this.steps = steps;
  }

  @Override
  public void settled(DockKey dock, Optional<String> bay, Metrics metrics, Instant now) {
    if (bay.isEmpty() || metrics.metric(CAMERA).isEmpty()) {
      return;
    }
    Place place = new Place(dock, bay.get());
    boolean isFirst = !bays(dock).containsKey(place.bay());
    Seen before = bays(dock).computeIfAbsent(place.bay(), _ -> new Seen());
    String camera = metrics.text(CAMERA).orElse("");
    if (camera.isEmpty()) {
      if (isFirst || !before.camera.isEmpty()) {
        steps.accept(new CameraStep.Empty(dock, place.bay(), at(metrics, now), before.charge));
      }
      before.charge = OptionalInt.empty();
      before.known = "";
    } else {
      before.charge = small(metrics.number("battery/percent"));
      CameraStep.Docked step = docked(place, camera, metrics, before.charge, now);
      String known = step.model() + "/" + step.firmware() + "/" + step.cycles();
      if (!camera.equals(before.camera) || !known.equals(before.known)) {
        steps.accept(step);
      }
      before.known = known;
    }
    before.camera = camera;
  }

  private Map<String, Seen> bays(DockKey dock) {
    return seen.computeIfAbsent(dock, _ -> new HashMap<>());
  }

  private static CameraStep.Docked docked(
      Place place, String camera, Metrics metrics, OptionalInt charge, Instant now) {
    return new CameraStep.Docked(
        place.dock(),
        place.bay(),
        metrics.time("camera/dockedAt").filter(it -> !it.isAfter(now)).orElse(at(metrics, now)),
        camera,
        metrics.text("camera/serial").orElse(camera.substring(camera.lastIndexOf(':') + 1)),
        metrics.text("camera/model"),
        metrics.text("camera/firmware"),
        charge,
        small(metrics.number("battery/cycles")));
  }

  private static Instant at(Metrics metrics, Instant now) {
    return metrics.metric(CAMERA).map(metric -> Instant.ofEpochMilli(metric.at())).orElse(now);
  }

  private static OptionalInt small(OptionalLong number) {
    return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= 1_000_000
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }

  @Override
  public void changed(DockKey dock, Optional<String> bay, MetricChange change) {
    if (bay.isEmpty() || !change.isHistorical() || !change.name().equals(CAMERA)) {
      return;
    }
    Seen here = bays(dock).computeIfAbsent(bay.get(), _ -> new Seen());
    String camera = change.metric().text();
    if (!here.replayed.isEmpty() && !here.replayed.equals(camera)) {
      steps.accept(replayed(dock, bay.get(), change.at(), here.replayed, false));
    }
    if (!camera.isEmpty()) {
      steps.accept(replayed(dock, bay.get(), change.at(), camera, true));
    }
    here.replayed = camera;
  }

  private static CameraStep replayed(
      DockKey dock, String bay, Instant at, String camera, boolean isDocked) {
    return new CameraStep.Replayed(dock, bay, at, camera, isDocked);
  }

  @Override
  public void presence(DockKey dock, boolean online, Instant at) {
    if (!online) {
      bays(dock).values().forEach(here -> here.replayed = here.camera);
    }
  }
}
