package org.dockwarden.agent.display.forecast;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.agent.display.forecast.TimeLeft.Why;
import org.dockwarden.agent.journal.DockingCounts;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.charging.Charge;
import org.dockwarden.evidence.identity.CameraId;

/** The forecast of one bay: it remembers what it saw of the camera that is in it now. */
final class BayForecast {
  private final Confirmations confirmations;
  private final Rate reading = new Rate();
  private final ChargeTrend charging = new ChargeTrend();
  private final Countdown safe = new Countdown();
  private final Countdown ready = new Countdown();
  private Optional<CameraId> camera = Optional.empty();
  private long lastRead;
  private long sealedBytes;
  private long readWhenSealed;
  private long doneBytes;
  private Optional<Long> sentNanos = Optional.empty();
  private boolean wasUnsent;
  private boolean isConfirmed;

  BayForecast(Confirmations confirmations) {
    this.confirmations = confirmations;
  }

  /**
   * What is to be said of the bay now.
   *
   * @param line what all bays share
   */
  Forecast sample(BayStatus bay, Sending line, long nanoTime) {
    if (isAnother(bay)) {
      reset();
    }
    camera = bay.camera();
    lastRead = bay.readBytes();
    percent(bay).ifPresent(percent -> charging.sample(percent, nanoTime));
    if (bay.counts().isEmpty()) {
      return Forecast.NONE;
    }
    DockingCounts counts = bay.counts().get();
    long done = progress(counts, bay.readBytes());
    reading.sample(done, nanoTime);
    noteConfirmation(counts, nanoTime);
    TimeLeft untilSafe = untilSafe(bay, counts.totalBytes() - done);
    TimeLeft untilReady = untilReady(bay, untilSafe, line, nanoTime);
    return new Forecast(
        done,
        counts.totalBytes(),
        safe.show(untilSafe, nanoTime),
        ready.show(untilReady, nanoTime));
  }

  private boolean isAnother(BayStatus bay) {
    return bay.bay().state() == BayState.EMPTY
        || !bay.camera().equals(camera)
        || bay.readBytes() < lastRead;
  }

  private void reset() {
    reading.reset();
    charging.reset();
    sealedBytes = 0;
    readWhenSealed = 0;
    doneBytes = 0;
    sentNanos = Optional.empty();
    wasUnsent = false;
    isConfirmed = false;
  }

  /** One file at a time is read: what was read since the last one was sealed is of the next. */
  private long progress(DockingCounts counts, long readBytes) {
    if (counts.sealedBytes() != sealedBytes) {
      sealedBytes = counts.sealedBytes();
      readWhenSealed = readBytes;
    }
    long part = Math.min(readBytes - readWhenSealed, counts.totalBytes() - sealedBytes);
    doneBytes = Math.min(counts.totalBytes(), Math.max(doneBytes, sealedBytes + part));
    return doneBytes;
  }

  private TimeLeft untilSafe(BayStatus bay, long bytes) {
    BayState state = bay.bay().state();
    if (state == BayState.FAULT && bytes > 0 && reading.perSecond().isPresent()) {
      return TimeLeft.about(bytes / reading.perSecond().getAsDouble()); // Y-9: it goes on.
    }
    if (state != BayState.OFFLOADING) {
      return TimeLeft.none();
    }
    if (reading.isStopped() || bay.heldBy().isPresent()) {
      return TimeLeft.unknown(Why.STALLED);
    }
    return reading.perSecond().isPresent()
        ? TimeLeft.about(bytes / reading.perSecond().getAsDouble())
        : TimeLeft.unknown(Why.MEASURING);
  }

  private TimeLeft untilReady(BayStatus bay, TimeLeft untilSafe, Sending line, long nanoTime) {
    DockingCounts counts = bay.counts().orElseThrow();
    return switch (bay.bay().state()) {
      case EMPTY, POWERED, REFUSED, IDENTIFIED, FAULT, READY -> TimeLeft.none();
      case OFFLOADING ->
          untilSafe
              .and(line.until(counts.totalBytes() - doneBytes))
              .then(confirmation(nanoTime))
              .and(charge(bay));
      case SAFE ->
          counts.uploaded() < counts.total()
              ? line.until(0).then(confirmation(nanoTime)).and(charge(bay))
              : confirmation(nanoTime).and(charge(bay));
      case CLEARED -> charge(bay);
    };
  }

  private TimeLeft charge(BayStatus bay) {
    if (bay.bay().rule().isEmpty()) {
      return TimeLeft.none();
    }
    return percent(bay).isEmpty()
        ? TimeLeft.unknown(Why.CHARGE)
        : charging.until(bay.bay().rule().get().issuePercent());
  }

  private static OptionalInt percent(BayStatus bay) {
    return bay.charge().map(Charge::percent).orElse(OptionalInt.empty());
  }

  private TimeLeft confirmation(long nanoTime) {
    Optional<Duration> expected = confirmations.expected();
    long waited = sentNanos.map(sent -> nanoTime - sent).orElse(0L);
    return expected.isPresent() && expected.get().toNanos() > waited
        ? TimeLeft.about((expected.get().toNanos() - waited) / 1e9)
        : TimeLeft.unknown(Why.CONFIRMATION);
  }

  /** A time counts only if its begin was seen. */
  private void noteConfirmation(DockingCounts counts, long nanoTime) {
    if (counts.total() == 0 || isConfirmed) {
      return;
    }
    if (counts.isCleared()) {
      isConfirmed = true;
      sentNanos.ifPresent(sent -> confirmations.took(Duration.ofNanos(nanoTime - sent)));
    } else if (counts.uploaded() < counts.total()) {
      wasUnsent = true;
    } else if (wasUnsent && sentNanos.isEmpty()) {
      sentNanos = Optional.of(nanoTime);
    }
  }
}
