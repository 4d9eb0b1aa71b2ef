package org.dockwarden.dock.light;

import java.io.IOException;
import org.dockwarden.dock.gpio.OutputLine;

/** A light of three lines. Not thread-safe. */
record RgbLamp(OutputLine red, OutputLine green, OutputLine blue) {
  void show(Colour colour) throws IOException {
    red.set(colour.hasRed);
    green.set(colour.hasGreen);
    blue.set(colour.hasBlue);
  }
}
