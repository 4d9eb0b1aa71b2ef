package org.dockwarden.gateway.index;

import java.util.Locale;

/** How far a delivery is. */
public enum DeliveryState {
  /** To be handed over. */
  PENDING,
  /** At the DEMS, not acknowledged. */
  HANDED_OVER,
  /** The DEMS has accepted; the receipt is being made. */
  ACKNOWLEDGED,
  /** The receipt of stage delivered exists. */
  DELIVERED;

  /** The form in the index: lower case, hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the form of the index. */
  public static DeliveryState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
