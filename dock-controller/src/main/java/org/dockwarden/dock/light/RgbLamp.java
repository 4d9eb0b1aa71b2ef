package org.dockwarden.dock.light;

import java.io.IOException;
import org.dockwarden.dock.gpio.OutputLine;
import org.jspecify.annotations.Nullable;

/** A light of three lines. Not thread-safe. */
record RgbLamp(OutputLine red, OutputLine green, OutputLine blue) {
  /** Drives every line, also where another fails: what is left of the old colour would be a lie. */
  void show(Colour colour) throws IOException {
    IOException failure = drive(red, colour.hasRed, null);
    failure = drive(green, colour.hasGreen, failure);
    failure = drive(blue, colour.hasBlue, failure);
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable IOException drive(
      OutputLine line, boolean isActive, @Nullable IOException before) {
    try {
      line.set(isActive);
      return before;
    } catch (IOException e) {
      return before == null ? e : before;
    }
  }
}
