package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.List;

/** Points of a chart, oldest first, down-sampled to at most as many as were asked for. */
public record Series<P>(Instant from, Instant to, List<P> points) {
  public Series {
    points = List.copyOf(points);
  }

  /** Footage that waited at a dock or site; the largest values of the time that a point covers. */
  public record BacklogPoint(Instant at, long files, long bytes) {}

  /** Charge of the camera in a bay: last, least and most of the time that a point covers. */
  public record ChargePoint(Instant at, int percent, int min, int max) {}
}
