package org.dockwarden.fleet.inventory;

import java.time.Instant;

/**
 * Somebody gave a camera another state of stock.
 *
 * @param camera {@code vendor:product:serial}
 * @param reason why, in the person's words; at most {@value #MAX_REASON} characters
 * @param by who said so: an account's name
 */
public record StockChange(
    String camera, Instant at, StockState from, StockState to, String reason, String by) {
  public static final int MAX_REASON = 200;
}
