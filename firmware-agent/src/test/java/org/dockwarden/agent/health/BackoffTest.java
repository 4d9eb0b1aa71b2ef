package org.dockwarden.agent.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** H-12: ten thousand docks do not come back at once. */
final class BackoffTest {
  private static final int DOCKS = 10_000;
  private static final int SECONDS = 600;

  @Test
  void waitsWithinItsBoundAndAnywhereInIt() {
    Random random = new Random(3);
    for (int failures = 0; failures < 30; failures++) {
      long bound = Math.min(300_000, 1000L << Math.min(failures, 20));
      long least = Long.MAX_VALUE;
      long most = 0;
      for (int dock = 0; dock < 200; dock++) {
        Backoff backoff = new Backoff(random);
        for (int failure = 0; failure < failures; failure++) {
          backoff.next();
        }
        long millis = backoff.next().toMillis();
        least = Math.min(least, millis);
        most = Math.max(most, millis);
      }
      assertTrue(least < bound / 10, least + " of " + bound);
      assertTrue(most > bound * 9 / 10 && most < bound, most + " of " + bound);
    }
  }

  @Test
  void waitsAMinuteAtTheMostForAHost() {
    Backoff backoff = new Backoff(new Random(4));
    for (int failure = 0; failure < 1000; failure++) {
      assertTrue(backoff.nextWithoutHost().compareTo(Duration.ofMinutes(1)) < 0);
    }
  }

  @Test
  void beginsAnewAfterASuccess() {
    Backoff backoff = new Backoff(new Random(5));
    for (int failure = 0; failure < 100; failure++) {
      backoff.next();
    }
    backoff.succeeded();
    assertTrue(backoff.next().compareTo(Duration.ofSeconds(1)) < 0);
  }

  /** After a power cut of the whole estate: each second has its share, and none much more. */
  @Test
  void startsAreSpreadEvenly() {
    int[] starts = new int[60];
    for (int dock = 0; dock < DOCKS; dock++) {
      Duration offset = Backoff.offset("dock-%04d".formatted(dock), Duration.ofMinutes(1));
      assertEquals(offset, Backoff.offset("dock-%04d".formatted(dock), Duration.ofMinutes(1)));
      starts[(int) offset.toSeconds()]++;
    }
    assertEven(starts, DOCKS / 60);
    assertEquals(Duration.ZERO, Backoff.offset("dock-0001", Duration.ZERO));
  }

  /** A broker that is away: after the first minutes no second has more than its fair share. */
  @Test
  void attemptsWithoutABrokerAreSpreadEvenly() {
    int[] attempts = new int[SECONDS];
    Random random = new Random(6);
    for (int dock = 0; dock < DOCKS; dock++) {
      Backoff backoff = new Backoff(random);
      for (long at = 0; at < SECONDS * 1000L; at += backoff.next().toMillis() + 1) {
        attempts[(int) (at / 1000)]++;
      }
    }
    List<Integer> late = new ArrayList<>();
    for (int second = SECONDS / 2; second < SECONDS; second++) {
      late.add(attempts[second]);
    }
    int[] settled = late.stream().mapToInt(it -> it).toArray();
    int mean = late.stream().mapToInt(it -> it).sum() / settled.length;
    assertTrue(mean < DOCKS / 50, mean + " attempts a second"); // 300 s at the most, half of it.
    assertEven(settled, mean);
  }

  /** Six standard deviations of what is random: it never fails by chance, and a herd does. */
  private static void assertEven(int[] counts, int mean) {
    for (int second = 0; second < counts.length; second++) {
      assertTrue(counts[second] < mean + 6 * Math.sqrt(mean), second + ": " + counts[second]);
      assertTrue(counts[second] > mean - 6 * Math.sqrt(mean), second + ": " + counts[second]);
    }
  }
}
