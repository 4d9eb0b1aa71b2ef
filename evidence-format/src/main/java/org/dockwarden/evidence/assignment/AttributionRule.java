package org.dockwarden.evidence.assignment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.manifest.ClockOffset;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.Manifest;

/**
 * Who held the camera when a recording was made. Pure: the same manifest and events
 * give the same judgement, at the gateway and at a verifier.
 */
public final class AttributionRule {
  /** docks keep time to better than this, and taking a camera takes a moment. */
  public static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final Comparator<Assignment> ORDER =
      Comparator.comparing(Assignment::at)
          .thenComparing(event -> event.dock().text())
          .thenComparing(event -> event.series().toString())
          .thenComparingLong(Assignment::sequence);

  private final List<Assignment> events;

  private AttributionRule(List<Assignment> events) {
    this.events = events;
  }

  /**
   * A judgement.
   *
   * @param officer who, exactly where the basis is {@code issued}
   * @param recordedAt the time of recording that was judged by, corrected
   * @param events those that it follows from, in order
   */
  public record Judgement(
      Optional<OfficerId> officer,
      AttributionBasis basis,
      Set<AttributionMark> marks,
      Optional<Instant> recordedAt,
      List<Assignment> events) {
    public Judgement {
      marks = Set.copyOf(marks);
      events = List.copyOf(events);
    }
  }

  /** Who held the camera after an event, as far as that event and its neighbours say. */
  private record Holder(AttributionBasis basis, Optional<OfficerId> officer) {
    static Holder of(AttributionBasis basis) {
      return new Holder(basis, Optional.empty());
    }
  }

  /** the camera's time less the measured offset; empty where the camera told no time. */
  public static Optional<Instant> recordedAt(Manifest manifest) {
    Duration offset = manifest.camera().clock().map(ClockOffset::offset).orElse(Duration.ZERO);
    return manifest.file().recordedAt().map(at -> at.minus(offset));
  }

  /** how far around that time an event may change the outcome. */
  public static Duration window(Manifest manifest) {
    return manifest
        .camera()
        .clock()
        .map(ClockOffset::uncertainty)
        .orElse(Duration.ZERO)
        .plus(TOLERANCE);
  }

  /**
   * Judges.
   *
   * @param events in any order; those of other cameras are left aside
   */
  public static Judgement judge(Manifest manifest, List<Assignment> events) {
    Optional<Instant> recordedAt = recordedAt(manifest);
    if (recordedAt.isEmpty()) {
      return unknown(AttributionBasis.NO_RECORDING_TIME, manifest, recordedAt);
    }
    Instant at = recordedAt.get();
    Duration window = window(manifest);
    if (at.minus(window).isAfter(manifest.docking().dockedAt())) {
      return unknown(AttributionBasis.AFTER_DOCKING, manifest, recordedAt);
    }
    CameraId camera = manifest.camera().id();
    AttributionRule rule =
        new AttributionRule(
            events.stream().filter(it -> it.camera().equals(camera)).sorted(ORDER).toList());
    return rule.around(manifest, at, window);
  }

  private static Judgement unknown(
      AttributionBasis basis, Manifest manifest, Optional<Instant> recordedAt) {
    return new Judgement(
        Optional.empty(), basis, marks(manifest, List.of()), recordedAt, List.of());
  }

  private Judgement around(Manifest manifest, Instant at, Duration window) {
    int first = lastUntil(at.minus(window));
    int last = lastUntil(at.plus(window));
    Set<Holder> possible = new HashSet<>();
    for (int index = first; index <= last; index++) {
      possible.add(holderAfter(index));
    }
    if (possible.size() > 1) { // what lies in a dock records nothing of its own.
      possible.remove(Holder.of(AttributionBasis.DOCKED));
    }
    List<Assignment> decisive =
        events.subList(Math.max(0, first - 1), Math.min(events.size(), last + 2));
    Holder holder =
        possible.size() == 1 ? possible.iterator().next() : Holder.of(AttributionBasis.NEAR_CHANGE);
    if (decisive.size() > Attribution.MAX_EVENTS) {
      holder = Holder.of(AttributionBasis.CONTRADICTION);
      decisive = decisive.subList(0, Attribution.MAX_EVENTS);
    }
    return new Judgement(
        holder.officer(),
        holder.basis(),
        marks(manifest, decisive),
        Optional.of(at),
        new ArrayList<>(decisive));
  }

  /** Index of the last event at or before; -1 where there is none. */
  private int lastUntil(Instant at) {
    int index = -1;
    while (index + 1 < events.size() && !events.get(index + 1).at().isAfter(at)) {
      index++;
    }
    return index;
  }

  private Holder holderAfter(int index) {
    if (index < 0) {
      return Holder.of(AttributionBasis.NO_EVENT);
    }
    Assignment event = events.get(index);
    return switch (event.event()) {
      case RETURNED -> Holder.of(AttributionBasis.DOCKED);
      case TAKEN -> Holder.of(AttributionBasis.TAKEN);
      case LOST -> Holder.of(AttributionBasis.LOST);
      case ISSUED ->
          isSound(index)
              ? new Holder(AttributionBasis.ISSUED, event.officer())
              : Holder.of(AttributionBasis.CONTRADICTION);
    };
  }

  /** it lay in that dock before, and came back to some dock, or has not been seen since. */
  private boolean isSound(int index) {
    Assignment issued = events.get(index);
    if (index == 0) {
      return false;
    }
    Assignment before = events.get(index - 1);
    boolean wasThere =
        before.event() == AssignmentEvent.RETURNED && before.dock().equals(issued.dock());
    return wasThere && isInOrder(before, issued) && endsSoundly(index);
  }

  private boolean endsSoundly(int index) {
    if (index + 1 == events.size()) {
      return true;
    }
    Assignment next = events.get(index + 1);
    boolean ends =
        switch (next.event()) {
          case RETURNED, LOST -> true;
          case ISSUED, TAKEN -> false;
        };
    return ends && isInOrder(events.get(index), next);
  }

  /** Numbers of one series go with time, unless the dock's clock was set back. */
  private static boolean isInOrder(Assignment earlier, Assignment later) {
    return !earlier.dock().equals(later.dock())
        || !earlier.series().equals(later.series())
        || earlier.sequence() < later.sequence();
  }

  private static Set<AttributionMark> marks(Manifest manifest, List<Assignment> decisive) {
    Set<AttributionMark> marks = EnumSet.noneOf(AttributionMark.class);
    if (manifest.camera().clock().isEmpty()) {
      marks.add(AttributionMark.CAMERA_CLOCK_UNMEASURED);
    }
    if (manifest.docking().clock() != DockClock.SYNCHRONISED
        || decisive.stream().anyMatch(event -> event.clock() != DockClock.SYNCHRONISED)) {
      marks.add(AttributionMark.DOCK_CLOCK_UNSYNCHRONISED);
    }
    return marks;
  }
}
