package org.dockwarden.agent.display.forecast;

import java.time.Duration;
import org.dockwarden.agent.display.forecast.TimeLeft.About;

/**
 * Makes a time that is estimated again and again one that a person can read: it counts down by the
 * clock, follows what is estimated slowly, and a minute that was counted down does not come back
 * for a few seconds' sake.
 */
final class Countdown {
  private static final Duration FOLLOWING = Duration.ofSeconds(8);

  /** So much more than what is shown it must be before the figure goes up again. */
  private static final Duration HOLD = Duration.ofSeconds(20);

  private static final double MINUTE = 60;

  private boolean runs;
  private double endSeconds;
  private double lastSeconds;
  private double shownMinutes;

  /** What to show for this estimate. */
  TimeLeft show(TimeLeft estimate, long nanoTime) {
    if (!(estimate instanceof About(Duration time))) {
      runs = false;
      return estimate;
    }
    double now = nanoTime / 1e9;
    double end = now + time.toSeconds();
    if (runs) {
      double share = 1 - Math.exp(-(now - lastSeconds) / FOLLOWING.toSeconds());
      endSeconds += (end - endSeconds) * share;
    } else {
      runs = true;
      endSeconds = end;
      shownMinutes = Double.MAX_VALUE;
    }
    lastSeconds = now;
    return TimeLeft.about(hold(Math.max(0, endSeconds - now)));
  }

  private double hold(double seconds) {
    double minutes = Math.ceil(seconds / MINUTE);
    boolean rises = seconds > shownMinutes * MINUTE + HOLD.toSeconds();
    if (minutes < shownMinutes || rises) {
      shownMinutes = minutes;
    }
    return Math.min(seconds, shownMinutes * MINUTE);
  }
}
