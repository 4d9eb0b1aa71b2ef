package org.dockwarden.agent.display.forecast;

import java.util.ArrayDeque;
import java.util.Deque;
import org.dockwarden.agent.display.forecast.TimeLeft.Why;

/**
 * How fast a camera charges, from the moments at which its percentage rose: between them the true
 * charge is not known. The last ones only, since charging slows down towards full.
 */
final class ChargeTrend {
  private static final int MOMENTS = 8;

  /** With fewer rises one late measurement would double the figure. */
  private static final int ENOUGH = 3;

  /** So many times later than expected, the next rise does not come. */
  private static final double LATE = 3;

  private record Moment(int percent, double seconds) {}

  private final Deque<Moment> rises = new ArrayDeque<>();
  private int last = -1;
  private double nowSeconds;

  void sample(int percent, long nanoTime) {
    nowSeconds = nanoTime / 1e9;
    if (percent < last) {
      rises.clear();
    } else if (last >= 0 && percent > last) {
      rises.addLast(new Moment(percent, nowSeconds));
      if (rises.size() > MOMENTS) {
        rises.removeFirst();
      }
    }
    last = percent;
  }

  void reset() {
    rises.clear();
    last = -1;
  }

  /** Until it has this charge. */
  TimeLeft until(int percent) {
    if (last >= percent) {
      return TimeLeft.none();
    }
    if (rises.size() < ENOUGH) {
      return TimeLeft.unknown(Why.CHARGE);
    }
    Moment first = rises.getFirst();
    Moment latest = rises.getLast();
    double secondsForOne = (latest.seconds - first.seconds) / (latest.percent - first.percent);
    double since = nowSeconds - latest.seconds;
    double step = (double) (latest.percent - first.percent) / (rises.size() - 1);
    if (since > LATE * step * secondsForOne) {
      return TimeLeft.unknown(Why.CHARGE);
    }
    return TimeLeft.about((percent - latest.percent) * secondsForOne - since);
  }
}
