package org.dockwarden.fleet.dock;

import java.util.Locale;

/** Why a message, or a part of one, was not taken. Each is counted, in all and for its dock. */
public enum DropReason {
  /** The topic is none of a dock, or a name in it is too long. */
  MALFORMED_TOPIC,
  /** Larger than any dock's message should be. */
  TOO_LARGE,
  /** No Sparkplug B. */
  MALFORMED_PAYLOAD,
  /** This dock sends more than any dock should. */
  FLOOD,
  /** Messages came faster than they were taken. */
  QUEUE_FULL,
  /** A retained birth, death or data message: it is old (Sparkplug 3.0, 6.4). */
  RETAINED,
  /** Data or a bay's birth without the dock's birth. */
  BEFORE_BIRTH,
  /** A number of the sequence never came. */
  GAP,
  /** Data without a sequence number. */
  NO_SEQUENCE,
  /** A death of another connection than the present one. */
  OLD_DEATH,
  /** Data of a bay that was not born. */
  UNKNOWN_BAY,
  /** A name or an alias that no birth announced. */
  UNKNOWN_METRIC,
  /** More docks than fit. */
  TOO_MANY_DOCKS,
  /** More bays than a dock has. */
  TOO_MANY_BAYS,
  /** More metrics than a dock or bay has. */
  TOO_MANY_METRICS,
  /** A time that cannot be: taken with the time of arrival. */
  CLOCK_DOUBTFUL;

  /** As in metrics and JSON: {@code malformed-payload}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
