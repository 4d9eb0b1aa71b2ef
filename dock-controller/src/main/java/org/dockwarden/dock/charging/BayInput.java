package org.dockwarden.dock.charging;

import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.dock.sensor.PowerReading;

/**
 * What is seen of a bay at one moment.
 *
 * @param camera the camera in it; {@link #UNIDENTIFIED} while it is not known which, empty if
 *     nothing has enumerated
 * @param isReading whether its files are being mounted, listed or read: it must keep its power
 * @param reading empty if the sensor does not answer, or there is none
 * @param percent charge that the camera told, if it does
 */
public record BayInput(
    Optional<String> camera,
    boolean isReading,
    Optional<PowerReading> reading,
    OptionalInt percent) {
  /** Something has enumerated, and nobody knows yet which camera it is. */
  public static final String UNIDENTIFIED = "";

  /** A bay of which nothing is seen. */
  public static final BayInput EMPTY =
      new BayInput(Optional.empty(), false, Optional.empty(), OptionalInt.empty());
}
