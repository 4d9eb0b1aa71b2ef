package org.dockwarden.agent.health.metric;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the agent's status does not tell of the dock. Empty: this dock cannot know it.
 *
 * @param certificateEnds when the dock's certificate ends
 */
public record DockFacts(
    Instant startedAt,
    Optional<Instant> certificateEnds,
    OptionalLong diskBytes,
    OptionalLong diskFreeBytes,
    OptionalLong diskWearPercent,
    OptionalDouble celsius,
    Optional<Boolean> isThrottled,
    Optional<Link> link) {

  /** The network interface of the default route, and its speed in Mbit/s where it has one. */
  public record Link(String name, OptionalLong megabits) {}

  /** Nothing but the start is known. */
  public static DockFacts of(Instant startedAt) {
    return new DockFacts(
        startedAt,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
