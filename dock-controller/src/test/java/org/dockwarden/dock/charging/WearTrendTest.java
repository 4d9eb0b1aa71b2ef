package org.dockwarden.dock.charging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dockwarden.dock.charging.WearTrend.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CH-19 to CH-21. */
final class WearTrendTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T08:00:00Z");
  private static final int NEW = 11_000;

  /** Charges a day apart each, of a battery that loses so much a day, measured with noise. */
  private static List<Point> charges(int days, double lossADay, double noise, long seed) {
    Random random = new Random(seed);
    List<Point> points = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      double capacity = NEW - lossADay * day + noise * random.nextGaussian();
      int start = 10 + random.nextInt(50);
      int energy = (int) Math.round(capacity * (100 - start) / 100);
      points.add(new Point(FIRST.plus(Duration.ofDays(day)), energy, start));
    }
    return points;
  }

  @Test
  void knowsNothingOfNothing() {
    assertEquals(new Wear.Unknown(0), WearTrend.of(List.of()));
  }

  @ParameterizedTest
  @CsvSource({"7, 60, Unknown", "8, 29, Unknown", "8, 30, Steady", "9, 60, Steady"})
  void saysNothingBeforeThereAreEnough(int charges, int days, String expected) {
    List<Point> points = new ArrayList<>();
    for (int index = 0; index < charges; index++) {
      Duration after = Duration.ofDays(days).multipliedBy(index).dividedBy(charges - 1);
      points.add(new Point(FIRST.plus(after), 5500, 50));
    }
    assertEquals(expected, WearTrend.of(points).getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource({"70, Steady", "71, Unknown", "100, Unknown"})
  void chargesThatBeganHighDoNotCount(int startPercent, String expected) {
    List<Point> points = new ArrayList<>();
    for (int day = 0; day < 40; day++) {
      points.add(new Point(FIRST.plus(Duration.ofDays(day)), 3000, startPercent));
    }
    assertEquals(expected, WearTrend.of(points).getClass().getSimpleName());
  }

  @Test
  void noiseIsNoDecline() {
    int declines = 0;
    for (long seed = 0; seed < 200; seed++) {
      Wear wear = WearTrend.of(charges(60, 0, 400, seed));
      declines += wear instanceof Wear.Steady ? 0 : 1;
    }
    assertTrue(declines <= 2, declines + " of 200");
  }

  @Test
  void forecastsWhenABatteryWillBeWorn() {
    // 11 Wh less 10 mWh a day: 70 % of it after 330 days.
    Wear wear = WearTrend.of(charges(150, 10, 150, 7));
    Wear.Declining declining = assertInstanceOf(Wear.Declining.class, wear);
    assertEquals(86, declining.percentOfFirst(), 2);
    assertEquals(NEW - 1490, declining.capacityMilliwattHours(), 150);
    Instant expected = FIRST.plus(Duration.ofDays(330));
    Duration error = Duration.between(expected, declining.wornAt().orElseThrow()).abs();
    assertTrue(error.toDays() < 30, error.toString());
  }

  @Test
  void doesNotForecastTheFarFuture() {
    // 70 % after 3,300 days.
    Wear wear = WearTrend.of(charges(700, 1, 50, 7));
    assertTrue(assertInstanceOf(Wear.Declining.class, wear).wornAt().isEmpty());
  }

  @Test
  void saysThatABatteryIsWorn() {
    Wear.Worn worn = assertInstanceOf(Wear.Worn.class, WearTrend.of(charges(400, 10, 150, 3)));
    assertEquals(64, worn.percentOfFirst(), 2);
  }

  @Test
  void orderDoesNotMatter() {
    List<Point> points = charges(100, 10, 100, 5);
    assertEquals(WearTrend.of(points), WearTrend.of(points.reversed()));
  }

  @Test
  void chargesAtOneMomentAreNoTrend() {
    List<Point> points = new ArrayList<>();
    for (int index = 0; index < 50; index++) {
      points.add(new Point(FIRST, 5000 - index, 50));
    }
    assertEquals(new Wear.Unknown(50), WearTrend.of(points));
  }
}
