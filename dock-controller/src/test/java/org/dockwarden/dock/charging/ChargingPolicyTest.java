package org.dockwarden.dock.charging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.sensor.PowerReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChargingPolicyTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final BayNumber TWO = new BayNumber(2);
  private static final BayNumber THREE = new BayNumber(3);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final OptionalInt UNTOLD = OptionalInt.empty();

  private final Map<BayNumber, BayInput> inputs = new TreeMap<>();
  private ChargingPolicy policy = start(5000, 1);
  private OptionalDouble celsius = OptionalDouble.empty();
  private Duration now = Duration.ZERO;
  private Map<BayNumber, BayDecision> decisions = Map.of();
  private ChargingPolicy.Step last = policy.step(Map.of(), celsius, now);
  private int completed;

  private static ChargingPolicy start(int milliamps, int bays) {
    Map<BayNumber, Boolean> on = new TreeMap<>();
    for (int number = 1; number <= bays; number++) {
      on.put(new BayNumber(number), true);
    }
    return ChargingPolicy.start(ChargingRules.of(milliamps), on, Duration.ZERO);
  }

  private void camera(BayNumber bay, int milliamps, OptionalInt percent) {
    inputs.put(bay, input("camera-" + bay, false, milliamps, percent));
  }

  private void reading(BayNumber bay, int milliamps) {
    inputs.put(bay, input("camera-" + bay, true, milliamps, UNTOLD));
  }

  private static BayInput input(String id, boolean isRead, int milliamps, OptionalInt percent) {
    return new BayInput(
        Optional.of(id), isRead, Optional.of(new PowerReading(5000, milliamps)), percent);
  }

  private void pass(Duration time) {
    Duration end = now.plus(time);
    while (now.compareTo(end) < 0) {
      now = now.plus(LOOK);
      last = policy.step(inputs, celsius, now);
      policy = last.next();
      decisions = last.bays();
      decisions.values().forEach(one -> completed += one.completed().isPresent() ? 1 : 0);
    }
  }

  private BayDecision decision(BayNumber bay) {
    return Objects.requireNonNull(decisions.get(bay));
  }

  private void assertFault(BayNumber bay, BayReason reason) {
    assertEquals(Optional.of(reason), decision(bay).fault());
  }

  private void assertSound(BayNumber bay) {
    assertEquals(Optional.empty(), decision(bay).fault());
  }

  /** CH-9. */
  @ParameterizedTest
  @CsvSource({
    "101, 600, CHARGING",
    "100, 298, CHARGING",
    "100, 302, FULL",
    "5, 302, FULL",
    "4, 302, CHARGING"
  })
  void isFullByATaperThatLasts(int milliamps, int seconds, ChargingState state) {
    camera(ONE, 600, UNTOLD);
    pass(Duration.ofMinutes(1));
    assertEquals(ChargingState.CHARGING, decision(ONE).state());
    camera(ONE, milliamps, UNTOLD);
    pass(Duration.ofSeconds(seconds));
    assertEquals(state, decision(ONE).state());
    assertEquals(state == ChargingState.FULL, decision(ONE).percent().isPresent());
    assertEquals(state == ChargingState.FULL ? 1 : 0, completed);
  }

  /** CH-10. */
  @Test
  void staysFullUntilItReallyChargesAgain() {
    camera(ONE, 600, UNTOLD);
    pass(Duration.ofMinutes(1));
    camera(ONE, 60, UNTOLD);
    pass(Duration.ofMinutes(6));
    for (int hovering = 0; hovering < 50; hovering++) {
      camera(ONE, hovering % 2 == 0 ? 210 : 90, UNTOLD);
      pass(Duration.ofSeconds(30));
      assertEquals(ChargingState.FULL, decision(ONE).state());
      assertTrue(decision(ONE).isOn());
    }
    camera(ONE, 500, UNTOLD);
    pass(Duration.ofSeconds(62));
    assertEquals(ChargingState.CHARGING, decision(ONE).state());
    camera(ONE, 60, UNTOLD);
    pass(Duration.ofMinutes(6));
    assertEquals(ChargingState.FULL, decision(ONE).state());
    assertEquals(1, completed); // The top-up says nothing of the battery.
  }

  /** CH-11. */
  @Test
  void isUnknownAndNeverFullWithoutASensor() {
    camera(ONE, 600, UNTOLD);
    pass(Duration.ofMinutes(1));
    camera(ONE, 60, UNTOLD);
    pass(Duration.ofMinutes(6));
    assertEquals(ChargingState.FULL, decision(ONE).state());
    inputs.put(ONE, blind());
    pass(Duration.ofSeconds(8));
    assertEquals(ChargingState.FULL, decision(ONE).state()); // One look may fail.
    pass(Duration.ofSeconds(6));
    assertEquals(ChargingState.UNKNOWN, decision(ONE).state());
    assertEquals(UNTOLD, decision(ONE).percent());
    pass(Duration.ofHours(30));
    assertEquals(ChargingState.UNKNOWN, decision(ONE).state());
    assertSound(ONE); // Not even never-full can be said.
    assertTrue(decision(ONE).isOn());
    camera(ONE, 60, UNTOLD);
    pass(Duration.ofMinutes(4));
    assertEquals(ChargingState.CHARGING, decision(ONE).state());
    pass(Duration.ofMinutes(2));
    assertEquals(ChargingState.FULL, decision(ONE).state());
  }

  private static BayInput blind() {
    return new BayInput(Optional.of("camera-1"), false, Optional.empty(), UNTOLD);
  }

  @Test
  void countsNoChargeThatWasNotMeasuredWhole() {
    camera(ONE, 600, UNTOLD);
    pass(Duration.ofMinutes(1));
    inputs.put(ONE, blind());
    pass(Duration.ofSeconds(4));
    camera(ONE, 60, UNTOLD);
    pass(Duration.ofMinutes(10));
    assertEquals(ChargingState.FULL, decision(ONE).state());
    assertEquals(0, completed);
  }

  /** CH-8, CH-12. */
  @Test
  void cutsOverCurrentEvenWhileTheCameraIsRead() {
    reading(ONE, 2001);
    pass(Duration.ofSeconds(4));
    assertTrue(decision(ONE).isOn());
    pass(LOOK);
    assertFalse(decision(ONE).isOn());
    assertFault(ONE, BayReason.OVER_CURRENT);
    assertEquals(ChargingState.OFF, decision(ONE).state());
    inputs.put(ONE, BayInput.EMPTY); // Without power it is not seen; the fault stays.
    pass(Duration.ofMinutes(9));
    assertFault(ONE, BayReason.OVER_CURRENT);
    pass(Duration.ofSeconds(62));
    assertTrue(decision(ONE).isOn());
    camera(ONE, 500, UNTOLD);
    pass(Duration.ofSeconds(50));
    assertFault(ONE, BayReason.OVER_CURRENT);
    pass(Duration.ofSeconds(14));
    assertSound(ONE);
  }

  @Test
  void waitsLongerAfterEachOverCurrentButNeverForEver() {
    Duration longest = Duration.ZERO;
    int cuts = 0;
    boolean isOn = true;
    Duration offSince = Duration.ZERO;
    for (int look = 0; look < 30_000; look++) {
      inputs.put(ONE, input("camera-1", false, isOn ? 2500 : 0, UNTOLD));
      pass(LOOK);
      if (isOn && !decision(ONE).isOn()) {
        cuts++;
        offSince = now;
      } else if (!isOn && decision(ONE).isOn()) {
        Duration off = now.minus(offSince);
        longest = off.compareTo(longest) > 0 ? off : longest;
      }
      isOn = decision(ONE).isOn();
    }
    assertTrue(longest.compareTo(Duration.ofMinutes(61)) < 0, longest.toString());
    assertTrue(cuts >= 15 && cuts <= 20, cuts + " cuts in 16 h 40 min");
  }

  /** CH-14. */
  @ParameterizedTest
  @CsvSource({"4, 178, false", "4, 184, true", "0, 184, true", "-3, 184, true", "5, 184, false"})
  void aConnectedCameraThatDrawsNothingIsAFault(int milliamps, int seconds, boolean isFault) {
    camera(ONE, milliamps, UNTOLD);
    pass(Duration.ofSeconds(seconds));
    assertEquals(
        isFault ? Optional.of(BayReason.NO_CURRENT) : Optional.empty(), decision(ONE).fault());
    camera(ONE, 500, UNTOLD);
    pass(Duration.ofSeconds(64));
    assertSound(ONE);
  }

  @Test
  void anEmptyBayThatDrawsNothingIsNoFault() {
    inputs.put(
        ONE, new BayInput(Optional.empty(), false, Optional.of(new PowerReading(5000, 0)), UNTOLD));
    pass(Duration.ofHours(1));
    assertSound(ONE);
    assertTrue(decision(ONE).isOn());
    assertEquals(ChargingState.OFF, decision(ONE).state());
  }

  /** CH-14. */
  @Test
  void aCameraThatSaysItIsLowAndTakesNothingIsNotFull() {
    camera(ONE, 40, OptionalInt.of(30));
    pass(Duration.ofMinutes(9));
    assertFault(ONE, BayReason.NO_CURRENT);
    assertEquals(ChargingState.CHARGING, decision(ONE).state());
    assertEquals(OptionalInt.of(30), decision(ONE).percent());
  }

  /** CH-15. */
  @Test
  void aChargeWithoutAnEndIsAFaultAndGoesOn() {
    camera(ONE, 300, UNTOLD);
    pass(Duration.ofHours(13));
    assertSound(ONE);
    pass(Duration.ofMinutes(61));
    assertFault(ONE, BayReason.NEVER_FULL);
    assertTrue(decision(ONE).isOn());
    camera(ONE, 50, UNTOLD);
    pass(Duration.ofMinutes(6));
    assertSound(ONE);
  }

  /** CH-16. */
  @Test
  void heatCutsEveryCameraUntilItHasCooled() {
    policy = start(5000, 2);
    reading(ONE, 500);
    celsius = OptionalDouble.of(59.9);
    pass(Duration.ofMinutes(1));
    assertTrue(decision(ONE).isOn());
    celsius = OptionalDouble.of(60);
    pass(LOOK);
    assertFalse(decision(ONE).isOn());
    assertFault(ONE, BayReason.TOO_HOT);
    assertTrue(decision(TWO).isOn()); // Empty: a camera that comes is seen, and cut.
    assertSound(TWO);
    celsius = OptionalDouble.of(50.1);
    pass(Duration.ofHours(1));
    assertFault(ONE, BayReason.TOO_HOT);
    celsius = OptionalDouble.empty(); // No answer changes nothing.
    pass(Duration.ofHours(1));
    assertFault(ONE, BayReason.TOO_HOT);
    celsius = OptionalDouble.of(50);
    pass(Duration.ofMinutes(1));
    assertSound(ONE);
    assertTrue(decision(ONE).isOn());
  }

  /** CH-13. */
  @Test
  void cyclesThePowerOfWhatDoesNotEnumerateThreeTimes() {
    BayInput mute =
        new BayInput(Optional.empty(), false, Optional.of(new PowerReading(5000, 300)), UNTOLD);
    inputs.put(ONE, mute);
    int cycles = 0;
    boolean isOn = true;
    for (int look = 0; look < 900; look++) {
      inputs.put(ONE, isOn ? mute : BayInput.EMPTY);
      pass(LOOK);
      cycles += isOn && !decision(ONE).isOn() ? 1 : 0;
      isOn = decision(ONE).isOn();
    }
    assertEquals(3, cycles);
    assertTrue(isOn);
    assertFault(ONE, BayReason.ENUMERATION_FAILED);
    camera(ONE, 400, UNTOLD);
    pass(LOOK);
    assertSound(ONE);
  }

  /** CH-2, CH-8. */
  @Test
  void saysWhatCannotBeCutAndIsTooMuch() {
    policy = start(1000, 2);
    reading(ONE, 500);
    reading(TWO, 500);
    pass(Duration.ofMinutes(10));
    assertTrue(decision(ONE).isOn());
    assertTrue(decision(TWO).isOn());
    assertEquals(1, last.problems().size());
    camera(TWO, 500, UNTOLD);
    pass(LOOK);
    assertEquals(ChargingState.WAITING, decision(TWO).state());
    assertEquals(0, last.problems().size());
  }

  /** CH-4, CH-5, CH-6. */
  @Test
  void givesPowerToTheLowestFirstAndThenInTurn() {
    policy = start(1000, 3);
    camera(ONE, 800, OptionalInt.of(70));
    camera(TWO, 800, OptionalInt.of(20));
    camera(THREE, 800, OptionalInt.of(45));
    Map<BayNumber, Duration> powered = new TreeMap<>();
    pass(LOOK);
    assertTrue(decision(TWO).isOn());
    assertFalse(decision(ONE).isOn());
    assertFalse(decision(THREE).isOn());
    for (int look = 0; look < 6 * 1800; look++) {
      pass(LOOK);
      decisions.forEach(
          (bay, one) -> powered.merge(bay, one.isOn() ? LOOK : Duration.ZERO, Duration::plus));
    }
    assertTrue(
        powered.values().stream().allMatch(time -> time.toMinutes() >= 40), powered::toString);
    assertTrue(
        decision(ONE).isOn() || decision(TWO).isOn() || decision(THREE).isOn(), "one has power");
  }

  @Test
  void anotherCameraBeginsAnew() {
    camera(ONE, 600, OptionalInt.of(30));
    pass(Duration.ofMinutes(1));
    camera(ONE, 50, OptionalInt.of(30));
    pass(Duration.ofMinutes(6));
    assertEquals(OptionalInt.of(100), decision(ONE).percent());
    inputs.put(ONE, input("another", false, 500, OptionalInt.of(12)));
    pass(LOOK);
    assertEquals(ChargingState.CHARGING, decision(ONE).state());
    assertEquals(OptionalInt.of(12), decision(ONE).percent());
  }

  @Test
  void theSameStepsGiveTheSameDecisions() {
    ChargingPolicy before = policy;
    camera(ONE, 600, OptionalInt.of(30));
    ChargingPolicy.Step once = before.step(inputs, celsius, LOOK);
    ChargingPolicy.Step again = before.step(inputs, celsius, LOOK);
    assertEquals(once.bays(), again.bays());
  }
}
