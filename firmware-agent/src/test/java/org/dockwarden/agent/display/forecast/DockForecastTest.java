package org.dockwarden.agent.display.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.dockwarden.agent.display.forecast.TimeLeft.About;
import org.dockwarden.agent.display.forecast.TimeLeft.Why;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.junit.jupiter.api.Test;

/** What is said of a camera while time passes; two looks a second. */
final class DockForecastTest {
  private static final long MEGA = 1_000_000;
  private static final double TURN_SECONDS = 0.5;
  private static final BayNumber BAY = new BayNumber(1);

  private final DockForecast forecast = new DockForecast();
  private double seconds;
  private long sent;

  @Test
  void nothingIsSaidBeforeSomethingWasMeasured() {
    assertEquals(TimeLeft.unknown(Why.MEASURING), look(Docked.offloading(0, 0)).safe());
    assertEquals(TimeLeft.unknown(Why.MEASURING), look(Docked.offloading(0, 9 * MEGA)).safe());
  }

  @Test
  void readingAtASteadyRateIsForetoldWithinATenth() {
    // 1000 MB at 20 MB/s are 50 s.
    for (int megabytes = 0; megabytes < 900; megabytes += 10) {
      Forecast now = look(reading(megabytes));
      assertEquals(megabytes * MEGA, now.doneBytes());
      if (megabytes >= 100) {
        double left = (1000 - megabytes) / 20.0;
        assertEquals(left, seconds(now.safe()), Math.max(2, left / 10));
      }
    }
  }

  @Test
  void progressNeverGoesBack() {
    long most = 0;
    for (int megabytes = 0; megabytes <= 1000; megabytes += 7) {
      // The count of sealed files comes late: the next file is being read already.
      int sealed = Math.max(0, (megabytes - 20) / 100);
      long done = look(Docked.offloading(sealed, megabytes * MEGA)).doneBytes();
      assertTrue(done >= most, most + " then " + done);
      most = done;
    }
  }

  @Test
  void unevenReadingDoesNotLetTheFigureJump() {
    Random random = new Random(7);
    long read = 0;
    double before = Double.NaN;
    while (read < 800 * MEGA) {
      read += random.nextLong(2, 10) * MEGA; // 8 to 40 MB/s from one look to the next
      Forecast now = look(reading((int) (read / MEGA)));
      if (now.safe() instanceof About(Duration time) && seconds > 10) {
        double shown = time.toSeconds();
        if (!Double.isNaN(before)) {
          assertTrue(Math.abs(shown - before) <= 6, before + " then " + shown);
        }
        before = shown;
      }
    }
  }

  @Test
  void whatHasStoppedIsNotForetold() {
    readUpTo(300);
    Forecast now = Forecast.NONE;
    for (int turn = 0; turn < 40; turn++) {
      now = look(reading(300));
    }
    assertEquals(TimeLeft.unknown(Why.STALLED), now.safe());
    assertEquals(TimeLeft.unknown(Why.STALLED), now.ready());
    look(reading(310));
    assertInstanceOf(About.class, look(reading(320)).safe());
  }

  @Test
  void anotherCameraBeginsAnew() {
    readUpTo(500);
    Docked other = new Docked(BayState.OFFLOADING, "BW-2", 0, 0, 0, 0, 90);
    Forecast now = look(other);
    assertEquals(0, now.doneBytes());
    assertEquals(TimeLeft.unknown(Why.MEASURING), now.safe());
  }

  @Test
  void theSameCameraAgainBeginsAnew() {
    readUpTo(500);
    look(Docked.offloading(0, 0).as(BayState.EMPTY));
    assertEquals(0, look(Docked.offloading(0, 0)).doneBytes());
  }

  @Test
  void aFaultOfChargingDoesNotHideHowLongReadingTakes() {
    readUpTo(300);
    Forecast now = look(reading(310).as(BayState.FAULT));
    assertEquals(35, seconds(now.safe()), 5);
    assertEquals(TimeLeft.none(), now.ready());
  }

  @Test
  void readyNeedsTheLineToBeMeasured() {
    assertEquals(TimeLeft.unknown(Why.LINK), safe(0, 1000 * MEGA).ready());
    look(sealed(0), 10 * MEGA, 1000 * MEGA, false);
    assertEquals(TimeLeft.unknown(Why.LINK), look(sealed(0), 900 * MEGA, 100, false).ready());
  }

  @Test
  void afterSendingTheEvidenceSystemsWordIsUnknownUntilItWasSeenThreeTimes() {
    for (int camera = 0; camera < 3; camera++) {
      look(Docked.offloading(0, 0).as(BayState.EMPTY));
      assertEquals(TimeLeft.unknown(Why.CONFIRMATION), confirm(30).ready());
    }
    look(Docked.offloading(0, 0).as(BayState.EMPTY));
    safe(9, 0);
    assertEquals(30, seconds(look(sealed(10), 0, 0, true).ready()), 2);
  }

  @Test
  void aConfirmationWhoseBeginWasNotSeenTeachesNothing() {
    for (int camera = 0; camera < 5; camera++) {
      look(Docked.offloading(0, 0).as(BayState.EMPTY));
      look(sealed(10), 0, 0, true);
      look(cleared(90), 0, 0, true);
    }
    look(Docked.offloading(0, 0).as(BayState.EMPTY));
    safe(9, 0);
    assertEquals(TimeLeft.unknown(Why.CONFIRMATION), look(sealed(10), 0, 0, true).ready());
  }

  @Test
  void chargeIsForetoldFromItsRises() {
    assertEquals(TimeLeft.unknown(Why.CHARGE), look(cleared(40)).ready());
    Forecast now = Forecast.NONE;
    for (int percent = 41; percent <= 50; percent++) {
      for (int turn = 0; turn < 120; turn++) { // a minute for each percent
        now = look(cleared(percent));
      }
    }
    assertEquals(29 * 60, seconds(now.ready()), 61);
  }

  @Test
  void chargeThatRisesNoMoreIsNotForetold() {
    Forecast now = Forecast.NONE;
    for (int percent = 41; percent <= 45; percent++) {
      for (int turn = 0; turn < 20; turn++) {
        now = look(cleared(percent));
      }
    }
    assertInstanceOf(About.class, now.ready());
    for (int turn = 0; turn < 80; turn++) {
      now = look(cleared(45));
    }
    assertEquals(TimeLeft.unknown(Why.CHARGE), now.ready());
  }

  @Test
  void nothingIsForetoldOfAReadyOrAnEmptyBay() {
    assertEquals(TimeLeft.none(), look(cleared(90).as(BayState.READY)).ready());
    assertEquals(Forecast.NONE, look(Docked.offloading(0, 0).as(BayState.EMPTY)));
  }

  /** Sent at the last look, confirmed after so many seconds. */
  private Forecast confirm(int afterSeconds) {
    safe(9, 0);
    Forecast waiting = Forecast.NONE;
    for (double waited = 0; waited < afterSeconds; waited += TURN_SECONDS) {
      waiting = look(sealed(10), 0, 0, true);
    }
    look(cleared(90), 0, 0, true);
    return waiting;
  }

  private Forecast safe(int uploaded, long waiting) {
    return look(sealed(uploaded), 0, waiting, true);
  }

  private static Docked sealed(int uploaded) {
    return new Docked(BayState.SAFE, "BW-1", 10, uploaded, 0, Docked.BYTES, 90);
  }

  private static Docked cleared(int percent) {
    BayState state = percent >= 80 ? BayState.READY : BayState.CLEARED;
    return new Docked(state, "BW-1", 10, 10, 10, Docked.BYTES, percent);
  }

  private static Docked reading(int megabytes) {
    return Docked.offloading(megabytes / 100, megabytes * MEGA);
  }

  private void readUpTo(int megabytes) {
    for (int read = 0; read <= megabytes; read += 10) {
      look(reading(read));
    }
  }

  private Forecast look(Docked camera) {
    return look(camera, 0, 0, true);
  }

  private Forecast look(Docked camera, long moreSent, long waiting, boolean isReachable) {
    seconds += TURN_SECONDS;
    sent += moreSent;
    return forecast
        .sample(camera.agent(sent, waiting, isReachable), (long) (seconds * 1e9))
        .getOrDefault(BAY, Forecast.NONE);
  }

  private static double seconds(TimeLeft left) {
    return assertInstanceOf(About.class, left).time().toSeconds();
  }
}
