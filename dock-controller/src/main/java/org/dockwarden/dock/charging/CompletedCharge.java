package org.dockwarden.dock.charging;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * A charge that was measured from its beginning to full.
 *
 * @param camera whose battery
 * @param milliwattHours what flowed into the bay; the camera's own consumption is in it
 * @param startPercent what the camera told at its beginning, if it does
 * @param time under power
 */
public record CompletedCharge(
    String camera, int milliwattHours, OptionalInt startPercent, Duration time) {}
