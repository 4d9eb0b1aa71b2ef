package org.dockwarden.agent.display.forecast;

import java.util.OptionalDouble;
import org.dockwarden.agent.display.forecast.TimeLeft.Why;

/**
 * The line to the gateway, which all bays share.
 *
 * @param waitingBytes sealed and not yet sent, of all cameras
 * @param bytesPerSecond as measured while something waited
 */
record Sending(long waitingBytes, OptionalDouble bytesPerSecond) {
  /** Until all that waits now is sent, and so many bytes more. */
  TimeLeft until(long moreBytes) {
    return bytesPerSecond.isPresent()
        ? TimeLeft.about((waitingBytes + moreBytes) / bytesPerSecond.getAsDouble())
        : TimeLeft.unknown(Why.LINK);
  }
}
