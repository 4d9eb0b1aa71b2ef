package org.dockwarden.dock.charging;

import java.time.Instant;
import java.util.Optional;

/** What many charges tell of a battery (CH-20, CH-21). */
public sealed interface Wear {
  /** Too little is known; nothing is guessed. */
  record Unknown(int charges) implements Wear {}

  /** No decline that is more than noise. */
  record Steady(int capacityMilliwattHours, int charges) implements Wear {}

  /**
   * It holds less and less.
   *
   * @param capacityMilliwattHours by the trend, now
   * @param percentOfFirst of what it held at the first charge, by the trend
   * @param wornAt when it falls below the limit; empty if that is further off than a forecast goes
   */
  record Declining(
      int capacityMilliwattHours, int percentOfFirst, int charges, Optional<Instant> wornAt)
      implements Wear {}

  /** It is below the limit: replace it. */
  record Worn(int capacityMilliwattHours, int percentOfFirst, int charges) implements Wear {}
}
