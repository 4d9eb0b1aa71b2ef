package org.dockwarden.dock.charging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A straight line through a battery's capacities over time (CH-19 to CH-21). Pure. */
public final class WearTrend {
  /** Fewer charges than this say nothing. */
  static final int LEAST_CHARGES = 8;

  /** A shorter time than this says nothing: temperature and habit outweigh wear. */
  static final Duration LEAST_TIME = Duration.ofDays(30);

  /** A charge that began higher than this says too little of the whole. */
  static final int HIGHEST_START_PERCENT = 70;

  /**
   * Below this share of the first capacity a battery is worn; the usual end of life is 70 to 80.
   */
  static final int WORN_PERCENT = 70;

  /** No forecast goes further. */
  static final Duration HORIZON = Duration.ofDays(730);

  /** A slope counts from this many of its standard errors: one of 700 steady ones would pass. */
  private static final double CERTAIN = 3;

  private static final double DAY_MILLIS = 86_400_000;

  private WearTrend() {}

  /**
   * A charge as the trend sees it.
   *
   * @param at when it ended
   * @param startPercent what the camera told at its beginning
   */
  public record Point(Instant at, int milliwattHours, int startPercent) {
    boolean isTelling() {
      return startPercent <= HIGHEST_START_PERCENT && milliwattHours > 0;
    }

    /** What the whole battery takes. */
    double capacity() {
      return milliwattHours * 100.0 / (100 - startPercent);
    }
  }

  /** A least-squares line: capacity = first + slope × days. */
  private record Line(double first, double slope, double slopeError, double days) {
    static Line through(List<Point> points, Instant origin) {
      int n = points.size();
      double meanX =
          points.stream().mapToDouble(one -> daysBetween(origin, one.at())).average().orElse(0);
      double meanY = points.stream().mapToDouble(Point::capacity).average().orElse(0);
      double xx = 0;
      double xy = 0;
      double yy = 0;
      for (Point point : points) {
        double x = daysBetween(origin, point.at()) - meanX;
        double y = point.capacity() - meanY;
        xx += x * x;
        xy += x * y;
        yy += y * y;
      }
      double slope = xy / xx;
      double rest = Math.max(0, yy - slope * xy);
      double error = Math.sqrt(rest / (n - 2) / xx);
      double last = daysBetween(origin, points.getLast().at());
      return new Line(meanY - slope * meanX, slope, error, last);
    }

    double at(double day) {
      return first + slope * day;
    }

    boolean isDecline() {
      return slope < -CERTAIN * slopeError && slope < 0;
    }
  }

  /** The wear that a battery's charges show; charges in any order. */
  public static Wear of(List<Point> charges) {
    List<Point> points =
        charges.stream()
            .filter(Point::isTelling)
            .sorted((one, other) -> one.at().compareTo(other.at()))
            .toList();
    if (points.size() < LEAST_CHARGES || span(points).compareTo(LEAST_TIME) < 0) {
      return new Wear.Unknown(points.size());
    }
    Instant origin = points.getFirst().at();
    Line line = Line.through(points, origin);
    int now = (int) Math.round(line.at(line.days()));
    if (!line.isDecline()) {
      return new Wear.Steady(now, points.size());
    }
    int percent = (int) Math.round(100 * line.at(line.days()) / line.first());
    if (percent < WORN_PERCENT) {
      return new Wear.Worn(now, percent, points.size());
    }
    return new Wear.Declining(now, percent, points.size(), wornAt(line, origin));
  }

  private static Optional<Instant> wornAt(Line line, Instant origin) {
    double day = (WORN_PERCENT / 100.0 - 1) * line.first() / line.slope();
    if (day - line.days() > HORIZON.toDays()) {
      return Optional.empty();
    }
    return Optional.of(origin.plusMillis((long) (day * DAY_MILLIS)));
  }

  private static Duration span(List<Point> points) {
    return Duration.between(points.getFirst().at(), points.getLast().at());
  }

  private static double daysBetween(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / DAY_MILLIS;
  }
}
