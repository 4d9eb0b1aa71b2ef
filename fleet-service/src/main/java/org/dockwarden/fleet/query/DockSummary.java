package org.dockwarden.fleet.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.fleet.dock.DockKey;

/**
 * A dock in one line.
 *
 * @param online whether it is connected; otherwise all that it said is stale
 * @param since since when it is online or offline
 * @param heardAt when it last said anything
 * @param software version of its agent, "" where not known
 * @param baysByState keys as in spec/bay-states.md
 * @param spoolBytes used, and of how many
 * @param clockOffset its clock less ours, where it differs by more than a minute
 * @param troubles what is wrong with it, worst first, in the codes of {@link Trouble}
 * @param revision grows with every change of any dock; see {@link FleetQueries#changedSince}
 */
public record DockSummary(
    DockKey key,
    String force,
    String site,
    boolean online,
    Instant since,
    Instant heardAt,
    String software,
    int bays,
    SortedMap<String, Integer> baysByState,
    int camerasDocked,
    Backlog backlog,
    OptionalLong spoolBytes,
    OptionalLong spoolQuota,
    OptionalInt certificateDaysLeft,
    Optional<Duration> clockOffset,
    List<Trouble> troubles,
    long revision) {
  public DockSummary {
    baysByState = new TreeMap<>(baysByState);
    troubles = List.copyOf(troubles);
  }

  /**
   * Something wrong with a dock, as this service sees it. Alerts with their hysteresis are made
   * elsewhere.
   *
   * @param bay the bay that it is about
   * @param detail what exactly, in the dock's own codes or in numbers
   */
  public record Trouble(Kind kind, Optional<String> bay, String detail) {
    /** From the worst on. */
    public enum Kind {
      SHARED_NAME,
      OFFLINE,
      BAY_FAULT,
      BAY_REFUSED,
      QUARANTINE,
      DEGRADED,
      GATEWAY_UNREACHABLE,
      CLOCK_OFF,
      CERTIFICATE_ENDING,
      FLOODING,
      NOT_UNDERSTOOD,
      INCOMPLETE
    }
  }
}
