package org.dockwarden.fleet.query;

import java.time.Duration;
import java.util.Optional;
import org.dockwarden.fleet.inventory.StockState;

/**
 * Which cameras are wanted, in which order.
 *
 * @param text part of the serial, the model or the holder's id
 * @param notDockedFor only those that were not docked for so long
 * @param toSwap only those of the swap list
 */
public record CameraFilter(
    Optional<String> text,
    Optional<StockState> stock,
    Optional<String> model,
    Optional<String> firmware,
    Optional<String> force,
    Optional<String> site,
    Optional<Duration> notDockedFor,
    boolean toSwap,
    Order order) {
  public static final CameraFilter ALL =
      new CameraFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Order.SERIAL);

  /** The list's order; serial decides among equals. */
  public enum Order {
    SERIAL,
    /** Longest not docked first. */
    LAST_DOCKED,
    /** Most worn battery first. */
    WEAR
  }
}
