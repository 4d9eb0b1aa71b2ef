package org.dockwarden.dock.light;

import java.time.Duration;
import java.util.List;
import org.dockwarden.dock.bay.LightPattern;

/**
 * A sequence of colours that repeats. A value.
 *
 * @param beats at least one
 */
record Rhythm(List<Beat> beats) {
  /** A colour for so long. */
  record Beat(Colour colour, Duration time) {}

  Rhythm {
    beats = List.copyOf(beats);
  }

  /** What a pattern looks like. The table of docs/operating/agent.md. */
  static Rhythm of(LightPattern pattern) {
    return switch (pattern) {
      case OFF -> steady(Colour.DARK);
      case WORKING -> new Rhythm(List.of(beat(Colour.AMBER, 1000), beat(Colour.DARK, 1000)));
      // A wink every three seconds tells it from ready for who sees no difference of colour.
      case SAFE -> new Rhythm(List.of(beat(Colour.BLUE, 2800), beat(Colour.DARK, 200)));
      case READY -> steady(Colour.GREEN);
      case REFUSED ->
          new Rhythm(
              List.of(
                  beat(Colour.RED, 200),
                  beat(Colour.DARK, 200),
                  beat(Colour.RED, 200),
                  beat(Colour.DARK, 1400)));
      case FAULT -> new Rhythm(List.of(beat(Colour.RED, 250), beat(Colour.DARK, 250)));
      case FIND ->
          new Rhythm(
              List.of(
                  beat(Colour.GREEN, 600),
                  beat(Colour.DARK, 100),
                  beat(Colour.WHITE, 600),
                  beat(Colour.DARK, 100)));
    };
  }

  /** The buzzer while a camera is looked for: a short beep now and then. */
  static Rhythm buzzer() {
    return new Rhythm(List.of(beat(Colour.WHITE, 150), beat(Colour.DARK, 1250)));
  }

  private static Rhythm steady(Colour colour) {
    return new Rhythm(List.of(beat(colour, 3_600_000)));
  }

  private static Beat beat(Colour colour, int millis) {
    return new Beat(colour, Duration.ofMillis(millis));
  }

  Duration period() {
    return beats.stream().map(Beat::time).reduce(Duration.ZERO, Duration::plus);
  }

  /** The colour so long after the beginning. */
  Colour at(Duration time) {
    return beats.get(index(time)).colour();
  }

  /** How long it stays that colour from then on. */
  Duration untilNext(Duration time) {
    long left = phase(time);
    for (Beat beat : beats) {
      left -= beat.time().toNanos();
      if (left < 0) {
        return Duration.ofNanos(-left);
      }
    }
    return period();
  }

  private int index(Duration time) {
    long left = phase(time);
    for (int index = 0; index < beats.size(); index++) {
      left -= beats.get(index).time().toNanos();
      if (left < 0) {
        return index;
      }
    }
    return beats.size() - 1;
  }

  private long phase(Duration time) {
    return Math.floorMod(time.toNanos(), period().toNanos());
  }
}
