package org.dockwarden.agent.charging;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.agent.journal.ChargeJournal;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.charging.CompletedCharge;
import org.dockwarden.dock.charging.Wear;
import org.dockwarden.dock.charging.WearTrend;
import org.dockwarden.evidence.identity.CameraId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals whole charges and tells the wear that they show (CH-18 to CH-21). Thread-safe. */
public final class BatteryLedger {
  private static final Logger LOG = LoggerFactory.getLogger(BatteryLedger.class);

  private final ChargeJournal journal;
  private final InstantSource clock;
  private final SortedMap<String, Wear> worn = new TreeMap<>();
  private Optional<String> failure = Optional.empty();

  public BatteryLedger(ChargeJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** Keeps a charge; a journal that fails loses it, and shows. */
  synchronized void add(BayNumber bay, CompletedCharge charge) {
    CameraId camera = CameraId.parse(charge.camera());
    try {
      journal.add(
          camera,
          bay,
          new ChargeJournal.Charge(
              clock.instant(), charge.milliwattHours(), charge.startPercent(), charge.time()));
      Wear wear = of(camera);
      LOG.info("bay {}: {} charged with {} mWh, {}", bay, camera, charge.milliwattHours(), wear);
      if (wear instanceof Wear.Worn) {
        worn.put(camera.toString(), wear);
      } else {
        worn.remove(camera.toString());
      }
      failure = Optional.empty();
    } catch (IOException e) {
      LOG.error("charge of {}: {}", camera, e.getMessage());
      failure = Optional.of("charging: journal: " + e.getMessage());
    }
  }

  /** What is known of the wear of a camera's battery. */
  public Wear of(CameraId camera) throws IOException {
    List<WearTrend.Point> points = new ArrayList<>();
    for (ChargeJournal.Charge charge : journal.of(camera)) {
      if (charge.startPercent().isPresent()) {
        points.add(
            new WearTrend.Point(
                charge.endedAt(), charge.milliwattHours(), charge.startPercent().getAsInt()));
      }
    }
    return WearTrend.of(points);
  }

  synchronized List<String> degradations() {
    List<String> all = new ArrayList<>();
    failure.ifPresent(all::add);
    worn.forEach(
        (camera, wear) -> {
          if (wear instanceof Wear.Worn(int capacity, int percent, int charges)) {
            all.add(
                "battery of %s: worn, %d mWh are %d %% of its first (%d charges)"
                    .formatted(camera, capacity, percent, charges));
          }
        });
    return all;
  }
}
