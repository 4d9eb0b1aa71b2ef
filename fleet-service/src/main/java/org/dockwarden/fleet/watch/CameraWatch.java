package org.dockwarden.fleet.watch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.query.CameraFilter;
import org.dockwarden.fleet.query.CameraSummary;
import org.dockwarden.fleet.query.Page;

/** Observes for how long each camera of the inventory was not docked. */
public final class CameraWatch {
  private static final double HOURS_PER_DAY = 24;

  private final Cameras cameras;

  /** The inventory's cameras, a page at a time. */
  @FunctionalInterface
  public interface Cameras {
    Page<CameraSummary> cameras(CameraFilter filter, Page.Request page) throws IOException;
  }

  CameraWatch(Cameras cameras) {
    this.cameras = cameras;
  }

  /** Looks at all cameras. One that is not in use is nowhere it should be, so it is not missing. */
  void look(Instant now, Consumer<Observation> observe) throws IOException {
    int offset = 0;
    Page<CameraSummary> page;
    do {
      page = cameras.cameras(CameraFilter.ALL, new Page.Request(offset, Page.Request.MAX_LIMIT));
      page.items().forEach(camera -> observe.accept(observation(camera, now)));
      offset += page.items().size();
    } while (!page.items().isEmpty() && offset < page.total());
  }

  private static Observation observation(CameraSummary camera, Instant now) {
    Instant last = camera.lastDockedAt().orElse(camera.firstSeenAt());
    boolean isHere = camera.place().map(CameraSummary.Place::docked).orElse(false);
    boolean isWanted = camera.stock() == StockState.IN_USE && !isHere;
    double days = isWanted ? Math.max(0, Duration.between(last, now).toHours() / HOURS_PER_DAY) : 0;
    String holder = camera.holder().map(it -> "last held by " + it).orElse("");
    return new Observation(AlertKind.CAMERA_MISSING, subject(camera), now, days, holder);
  }

  private static Subject subject(CameraSummary camera) {
    return camera
        .place()
        .map(it -> Subject.camera(it.dock().group(), it.dock().dock(), camera.camera()))
        .orElseGet(
            () ->
                new Subject(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(camera.camera())));
  }

  /** A camera that is in a bay now. */
  static Observation isHere(DockKey dock, String camera, Instant now) {
    return Observation.value(
        AlertKind.CAMERA_MISSING, Subject.camera(dock.group(), dock.dock(), camera), now, 0);
  }
}
