package org.dockwarden.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds after any sequence of observations, commands and restarts. */
final class AlertPropertiesTest {
  private static final int RUNS = 60;
  private static final int STEPS = 400;
  private static final List<AlertKind> KINDS = List.of(AlertKind.values());

  @Test
  void whatIsToldFitsTogether() {
    for (long seed = 0; seed < RUNS; seed++) {
      EngineRun run = new EngineRun(AlertRules.defaults());
      List<AlertEvent> told = live(run, seed);
      Map<String, Severity> shown = new HashMap<>();
      for (AlertEvent event : told) {
        follow(event, shown, "seed " + seed + ": " + event);
      }
      assertEquals(Map.of(), shown, "seed " + seed + ": everything that was told ended");
      assertEquals(List.of(), run.engine.open(), "seed " + seed);
      assertEquals(0, run.engine.size(), "seed " + seed);
    }
  }

  @Test
  void theSameAgainGivesTheSame() {
    for (long seed = 0; seed < 5; seed++) {
      EngineRun one = new EngineRun(AlertRules.defaults());
      EngineRun other = new EngineRun(AlertRules.defaults());
      assertEquals(live(one, seed), live(other, seed), "seed " + seed);
    }
  }

  /** A reader who only sees what is told can keep a list of what is wrong. */
  private static void follow(AlertEvent event, Map<String, Severity> shown, String what) {
    String id = event.alert().id();
    Severity severity = event.alert().severity();
    switch (event.step()) {
      case RAISED -> assertTrue(shown.put(id, severity) == null, what);
      case ESCALATED -> {
        Severity before = shown.put(id, severity);
        assertTrue(before != null && before.compareTo(severity) < 0, what);
      }
      case FOLDED, UNFOLDED, CLEARED -> assertTrue(shown.remove(id) != null, what);
      case FLAPPING, ACKNOWLEDGED -> assertTrue(shown.containsKey(id), what);
      case SILENCED -> throw new AssertionError(what);
    }
  }

  private static List<AlertEvent> live(EngineRun run, long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      act(run, random);
      run.pass(Duration.ofMinutes(random.nextInt(20)));
    }
    run.engine.silences().stream()
        .map(Silence::id)
        .forEach(id -> run.take(run.engine.lift(id, "end", "", run.now).orElseThrow()));
    for (AlertKind kind : AlertKind.values()) {
      for (int dock = 0; dock < 6; dock++) {
        run.see(kind, Subject.dock("s", "d" + dock), good(kind), "");
      }
    }
    run.pass(Duration.ofHours(9));
    return new ArrayList<>(run.told);
  }

  private static void act(EngineRun run, Random random) {
    AlertKind kind = KINDS.get(random.nextInt(KINDS.size()));
    Subject dock = Subject.dock("s", "d" + random.nextInt(6));
    switch (random.nextInt(12)) {
      case 0 -> run.restart(AlertRules.defaults());
      case 1 -> {
        Instant until = run.now.plusSeconds(60 + random.nextInt(7200));
        Subject scope = random.nextBoolean() ? dock : Subject.site("s");
        Silence silence =
            new Silence(
                "q" + random.nextInt(),
                random.nextBoolean() ? Optional.of(kind) : Optional.empty(),
                scope,
                run.now,
                until,
                "works",
                "ann",
                Optional.empty());
        run.take(run.engine.silence(silence, run.now).orElseThrow());
      }
      case 2 ->
          run.engine.open().stream()
              .findAny()
              .ifPresent(
                  it ->
                      run.take(run.engine.acknowledge(it.id(), "bob", "", run.now).orElseThrow()));
      case 3 -> {
        for (int i = 0; i < 6; i++) {
          run.see(kind, Subject.dock("s", "d" + i), bad(kind, random), "");
        }
      }
      case 4 -> run.take(run.engine.forget(dock, "ann", "moved", run.now));
      case 5, 6, 7 -> run.see(kind, dock, good(kind), "");
      default -> run.see(kind, dock, bad(kind, random), "x" + random.nextInt(3));
    }
  }

  private static double good(AlertKind kind) {
    return kind.measure() == AlertKind.Measure.DAYS_LEFT ? 400 : 0;
  }

  private static double bad(AlertKind kind, Random random) {
    return switch (kind.measure()) {
      case FLAG -> 1;
      case DAYS_LEFT -> random.nextInt(30);
      case HOURS, DAYS, PERCENT, COUNT -> random.nextInt(100);
    };
  }
}
