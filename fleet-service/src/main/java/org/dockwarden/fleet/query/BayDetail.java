package org.dockwarden.fleet.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A bay and what is in it.
 *
 * @param bay its name: {@code bay-3}
 * @param stale whether its dock does not vouch for this now
 * @param state as in spec/bay-states.md, "" where it has not said
 * @param since since when it is in this state
 * @param reason why it is refused or faulty, as a code; "" where it is not
 */
public record BayDetail(
    String bay,
    boolean stale,
    String state,
    Instant since,
    String reason,
    Optional<DockedCamera> camera,
    List<DockDetail.MetricValue> metrics) {
  public BayDetail {
    metrics = List.copyOf(metrics);
  }

  /**
   * The camera in a bay.
   *
   * @param camera {@code vendor:product:serial}
   * @param model "" where not known, like firmware
   * @param chargePercent 0 to 100
   * @param currentMilliamps that it draws
   * @param filesTotal listed on it; waiting are not sealed yet, released are erased
   */
  public record DockedCamera(
      String camera,
      String serial,
      String model,
      String firmware,
      OptionalInt chargePercent,
      OptionalInt currentMilliamps,
      OptionalLong filesTotal,
      OptionalLong filesWaiting,
      OptionalLong filesReleased) {}
}
