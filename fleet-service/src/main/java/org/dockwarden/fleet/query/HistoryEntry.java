package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of a metric, as a dock told it.
 *
 * @param number order of arrival
 * @param at when it was so
 * @param arrivedAt when it was heard of
 * @param historical whether it was told later, after an outage
 * @param clockDoubtful whether the dock's time was not sensible and {@code at} is the arrival
 */
public record HistoryEntry(
    long number,
    Optional<String> bay,
    String metric,
    String value,
    Instant at,
    Instant arrivedAt,
    boolean historical,
    boolean clockDoubtful) {}
