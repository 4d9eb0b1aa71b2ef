package org.dockwarden.agent.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dockwarden.agent.health.SimulatedBroker.Heard;
import org.dockwarden.evidence.sparkplug.SparkplugChecker;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugValue.IntegerValue;
import org.dockwarden.evidence.sparkplug.SparkplugValue.TextValue;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;

/**
 * An edge node over hours that are simulated: its own code from the look at the dock to the bytes
 * of each message, and the checker that watches them.
 */
@ExpectsLog("broker tcp://simulated.*")
final class SimulatedHourTest {
  private static final String NODE = "force-a:site-1/dock-0001";
  private static final String NCMD = "spBv1.0/force-a:site-1/NCMD/dock-0001";
  private static final long AMPLE = 4 << 20;
  private static final int MAX_HISTORY_A_SECOND = 20;

  private final SimulatedTime time = new SimulatedTime();
  private final SparkplugChecker checker = new SparkplugChecker();
  private final SimulatedBroker broker = new SimulatedBroker(time, checker);
  private final Random random = new Random(7);
  private final Map<Long, Step> script = new HashMap<>();
  private boolean hasEnded;

  /** What happens at a second. */
  @FunctionalInterface
  private interface Step {
    void happen() throws IOException;
  }

  /** Runs the script until the agent ends at this second; each bay says so much a second. */
  private SimulatedDock run(long bound, double wordsASecond, long end) throws IOException {
    SimulatedDock dock = new SimulatedDock(time, bound, broker);
    run(dock, wordsASecond, end);
    return dock;
  }

  private void ends(SimulatedDock dock) {
    hasEnded = true;
    dock.node().close();
  }

  private void run(SimulatedDock dock, double wordsASecond, long end) {
    script.put(end, () -> ends(dock));
    time.eachSecond(
        () -> {
          for (int bay = 1; bay <= SimulatedDock.BAYS; bay++) {
            boolean isHeard = time.seconds() < end - 2; // Else it waits for the next start.
            if (isHeard && random.nextDouble() < wordsASecond) {
              dock.say(bay, "word " + time.seconds());
            }
          }
          dock.node().look();
          happen(time.seconds());
        });
    while (!hasEnded) {
      dock.attempt();
    }
    time.eachSecond(() -> {});
  }

  private void happen(long second) {
    try {
      Step step = script.get(second);
      if (step != null) {
        step.happen();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void rebirth() {
    broker.send(
        NCMD,
        SparkplugMetric.ofBoolean("Node Control/Rebirth", time.instant(), true).withoutType());
  }

  private static Optional<SparkplugMetric> metric(Heard heard, String name) {
    return heard.payload().metrics().stream()
        .filter(it -> it.name().orElse("").equals(name))
        .findFirst();
  }

  /** What a bay was heard to say, each word once, in the order in which it came first. */
  private List<String> heardOf(int bay, boolean onlyHistorical) {
    Set<String> words = new LinkedHashSet<>();
    for (Heard heard : broker.heard()) {
      if (heard.topic().endsWith("/bay-" + bay) && (!onlyHistorical || heard.isHistorical())) {
        metric(heard, "detail")
            .map(SparkplugMetric::value)
            .filter(TextValue.class::isInstance)
            .ifPresent(value -> words.add(((TextValue) value).value()));
      }
    }
    return List.copyOf(words);
  }

  private void assertNothingLost(SimulatedDock dock) {
    for (int bay = 1; bay <= SimulatedDock.BAYS; bay++) {
      Set<String> missing = new LinkedHashSet<>(dock.words(bay));
      missing.removeAll(heardOf(bay, false));
      assertEquals(Set.of(), missing, "bay " + bay);
      List<String> historical = heardOf(bay, true);
      List<String> said = new ArrayList<>(dock.words(bay));
      said.retainAll(new LinkedHashSet<>(historical));
      assertEquals(said, historical, "order of bay " + bay);
    }
  }

  /** H-17: between two births what is old goes forward in time, for each bay. */
  private void assertHistoryGoesForward() {
    Map<String, Instant> last = new HashMap<>();
    Map<Long, Integer> aSecond = new HashMap<>();
    for (Heard heard : broker.heard()) {
      if (heard.topic().contains("/NBIRTH/")) {
        last.clear();
      } else if (heard.isHistorical()) {
        assertTrue(heard.payload().metrics().stream().allMatch(SparkplugMetric::isHistorical));
        Instant at = heard.payload().metrics().getFirst().timestamp().orElseThrow();
        Instant before = last.put(heard.topic(), at);
        assertTrue(before == null || !at.isBefore(before), heard.topic() + " at " + at);
        assertTrue(at.isBefore(heard.payload().timestamp().orElseThrow()));
        aSecond.merge(heard.atMillis() / 1000, 1, Integer::sum);
      }
    }
    int most = aSecond.values().stream().mapToInt(it -> it).max().orElse(0);
    assertTrue(most <= MAX_HISTORY_A_SECOND, most + " a second");
  }

  /**
   * H-13, H-16 to H-18: a cut that is noticed late, an hour without a broker with a restart of the
   * agent in it, births asked for again and again while the past is told, and a broker that dies
   * among them.
   */
  @Test
  void anHourWithoutABrokerLosesNothing() throws IOException {
    SimulatedDock dock = new SimulatedDock(time, AMPLE, broker);
    script.put(120L, broker::goesDeaf);
    script.put(150L, broker::dies);
    script.put(1800L, dock::restart);
    script.put(3750L, broker::returns);
    for (long second = 4090; second < 4150; second += 2) {
      script.put(second, this::rebirth);
    }
    script.put(4180L, broker::goesDeaf);
    script.put(4200L, broker::dies);
    script.put(4250L, broker::returns);
    script.put(4300L, () -> broker.diesAfter(333));
    script.put(4350L, broker::returns);
    run(dock, 0.5, 6000);
    int said = 0;
    for (int bay = 1; bay <= SimulatedDock.BAYS; bay++) {
      said += dock.words(bay).size();
    }
    assertTrue(said > 10_000, said + " words");
    assertNothingLost(dock);
    assertHistoryGoesForward();
    assertEquals(0, dock.outbox().dropped());
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
    assertTrue(broker.connections() >= 3, broker.connections() + " connections");
    assertTrue(broker.count("NBIRTH") >= 3 + 10, broker.count("NBIRTH") + " births");
    assertDeathsInOrder();
  }

  /** H-10: the last words. */
  private void assertDeathsInOrder() {
    List<String> last =
        broker
            .heard()
            .subList(broker.heard().size() - SimulatedDock.BAYS - 2, broker.heard().size())
            .stream()
            .map(it -> it.topic().split("/", -1)[2])
            .toList();
    assertEquals(
        List.of("DDEATH", "DDEATH", "DDEATH", "DDEATH", "NDEATH", "NDEATH"),
        last,
        "the second NDEATH is the will");
  }

  /** H-13. */
  @Test
  void birthsThatAreAskedForAllTheTimeComeEveryFiveSeconds() throws IOException {
    for (long second = 10; second < 70; second++) {
      script.put(second, this::rebirth);
    }
    run(AMPLE, 0.5, 200);
    List<Long> births =
        broker.heard().stream()
            .filter(it -> it.topic().contains("/NBIRTH/"))
            .map(Heard::atMillis)
            .toList();
    assertTrue(births.size() >= 12 && births.size() <= 15, births.toString());
    for (int birth = 1; birth < births.size(); birth++) {
      assertTrue(births.get(birth) - births.get(birth - 1) >= 5000, births.toString());
    }
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /** H-16: an outbox that is too small for the telemetry of the hour keeps each event of it. */
  @Test
  @ExpectsLog("outbox full.*")
  void aSmallOutboxLosesTelemetryFirst() throws IOException {
    script.put(100L, broker::dies);
    script.put(3700L, broker::returns);
    SimulatedDock dock = run(64 << 10, 1.0 / 60, 4500);
    assertNothingLost(dock);
    assertTrue(dock.outbox().dropped() > 100, dock.outbox().dropped() + " dropped");
    assertEquals(0, dock.outbox().droppedEvents());
    assertEquals(dock.outbox().dropped(), told("outbox/dropped"));
    assertEquals(0, told("outbox/droppedEvents"));
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /** And where not even the events fit, the oldest of them go, and are counted. */
  @Test
  @ExpectsLog("outbox full.*")
  void whatNotEvenTheEventsFitIntoKeepsTheLatest() throws IOException {
    script.put(100L, broker::dies);
    script.put(3700L, broker::returns);
    SimulatedDock dock = run(64 << 10, 0.5, 4500);
    int lost = 0;
    for (int bay = 1; bay <= SimulatedDock.BAYS; bay++) {
      List<String> missing = new ArrayList<>(dock.words(bay));
      missing.removeAll(heardOf(bay, false));
      lost += missing.size();
      List<String> inTheHour = dock.words(bay).stream().filter(missing::contains).toList();
      int first = dock.words(bay).indexOf(inTheHour.getFirst());
      assertEquals(
          dock.words(bay).subList(first, first + missing.size()), missing, "one run: the oldest");
    }
    assertTrue(lost > 1000, lost + " lost");
    assertEquals(dock.outbox().droppedEvents(), told("outbox/droppedEvents"));
    assertTrue(dock.outbox().droppedEvents() >= lost, dock.outbox().droppedEvents() + " counted");
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }

  /** The last value of a metric of the dock that was told. */
  private long told(String name) {
    return broker.heard().stream()
        .filter(it -> it.topic().endsWith("/dock-0001"))
        .map(it -> metric(it, name))
        .flatMap(Optional::stream)
        .filter(it -> !it.isHistorical())
        .map(it -> ((IntegerValue) it.value()).value())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  /** H-4: what no birth had is in a complete one before anything else tells it. */
  @Test
  void aMetricThatAppearsBringsACompleteBirthFirst() throws IOException {
    SimulatedDock dock = new SimulatedDock(time, AMPLE, broker);
    script.put(30L, dock::findsAThermometer);
    run(dock, 0.5, 90);
    List<Heard> births =
        broker.heard().stream().filter(it -> it.topic().contains("BIRTH/")).toList();
    assertEquals(2 * (1 + SimulatedDock.BAYS), births.size());
    assertFalse(metric(births.getFirst(), "temperature").isPresent());
    Heard first =
        broker.heard().stream()
            .filter(it -> metric(it, "temperature").isPresent())
            .findFirst()
            .orElseThrow();
    assertEquals(births.get(1 + SimulatedDock.BAYS), first);
    assertEquals(
        metric(births.getFirst(), "bdSeq").orElseThrow().value(),
        metric(first, "bdSeq").orElseThrow().value());
    assertNothingLost(dock);
    assertEquals(List.of(), checker.breachesOfAnEnd(NODE));
  }
}
