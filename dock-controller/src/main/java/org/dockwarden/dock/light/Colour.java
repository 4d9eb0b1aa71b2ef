package org.dockwarden.dock.light;

/** What a light of red, green and blue shows. */
enum Colour {
  DARK(false, false, false),
  RED(true, false, false),
  GREEN(false, true, false),
  BLUE(false, false, true),
  AMBER(true, true, false),
  WHITE(true, true, true);

  final boolean hasRed;
  final boolean hasGreen;
  final boolean hasBlue;

  Colour(boolean hasRed, boolean hasGreen, boolean hasBlue) {
    this.hasRed = hasRed;
    this.hasGreen = hasGreen;
    this.hasBlue = hasBlue;
  }
}
