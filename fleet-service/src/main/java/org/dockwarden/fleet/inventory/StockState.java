package org.dockwarden.fleet.inventory;

import java.util.Locale;
import java.util.Optional;

/** What somebody said a camera is for, now. */
public enum StockState {
  IN_USE,
  SPARE,
  IN_REPAIR,
  LOST,
  RETIRED;

  /** As in CSV, JSON and SQL: {@code in-use}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the text form; empty for anything else. */
  public static Optional<StockState> parse(String text) {
    for (StockState state : values()) {
      if (state.text().equals(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
