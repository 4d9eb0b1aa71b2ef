package org.dockwarden.dock.bay;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BayTest {
  private static final BayNumber THREE = new BayNumber(3);
  private static final ChargeRule FROM_80 = new ChargeRule(80);
  private static final Path TABLE = Path.of("..", "spec", "bay-states.md");

  private static Bay after(Optional<ChargeRule> rule, BayEvent... events) {
    Bay bay = Bay.empty(THREE, rule);
    for (BayEvent event : events) {
      bay = assertInstanceOf(BayTransition.Moved.class, bay.on(event)).bay();
    }
    return bay;
  }

  private static BayEvent[] listed(int listed, int sealed, int released) {
    return new BayEvent[] {
      new BayEvent.Plugged(),
      new BayEvent.Identified(),
      new BayEvent.Listed(new FileCounts(listed, sealed, released))
    };
  }

  @Test
  void showsSafeOnlyWhenTheLastFileIsSealed() {
    Bay bay = after(Optional.empty(), listed(2, 0, 0));
    assertEquals(LightPattern.WORKING, bay.light());
    bay = bay.on(new BayEvent.Progressed(new FileCounts(2, 1, 1))).bay();
    assertEquals(LightPattern.WORKING, bay.light());
    bay = bay.on(new BayEvent.Progressed(new FileCounts(2, 2, 1))).bay();
    assertEquals(BayState.SAFE, bay.state());
    assertEquals(LightPattern.SAFE, bay.light());
  }

  @Test
  void clearsACameraWithoutFilesAtOnce() {
    assertEquals(BayState.CLEARED, after(Optional.empty(), listed(0, 0, 0)).state());
  }

  @Test
  void isNeverReadyWithoutAnIssueRule() {
    Bay bay = after(Optional.empty(), listed(1, 1, 1));
    bay = bay.on(new BayEvent.ChargeMeasured(100)).bay();
    assertEquals(BayState.CLEARED, bay.state());
    assertEquals(LightPattern.SAFE, bay.light());
  }

  @Test
  void isReadyFromTheThresholdOnAndNoLongerBelowIt() {
    Bay bay = after(Optional.of(FROM_80), listed(1, 1, 1));
    assertEquals(BayState.CLEARED, bay.on(new BayEvent.ChargeMeasured(79)).bay().state());
    bay = bay.on(new BayEvent.ChargeMeasured(80)).bay();
    assertEquals(BayState.READY, bay.state());
    assertEquals(BayState.CLEARED, bay.on(new BayEvent.ChargeMeasured(0)).bay().state());
  }

  @Test
  void isNoLongerReadyWhenItsChargeIsNotKnownAnyMore() {
    Bay bay = after(Optional.of(FROM_80), listed(1, 1, 1));
    bay = bay.on(new BayEvent.ChargeMeasured(100)).bay();
    bay = bay.on(new BayEvent.ChargeMeasured(OptionalInt.empty())).bay();
    assertEquals(BayState.CLEARED, bay.state());
    assertEquals(Optional.empty(), bay.chargePercent());
  }

  @Test
  void goesBackToWorkWhenANewListingFindsAnotherFile() {
    Bay bay = after(Optional.of(FROM_80), new BayEvent.Plugged(), new BayEvent.ChargeMeasured(90));
    bay = bay.on(new BayEvent.Identified()).bay();
    bay = bay.on(new BayEvent.Listed(new FileCounts(1, 1, 1))).bay();
    assertEquals(BayState.READY, bay.state());
    bay = bay.on(new BayEvent.Listed(new FileCounts(2, 1, 1))).bay();
    assertEquals(LightPattern.WORKING, bay.light());
  }

  @Test
  void forgetsTheCameraWhenItIsUnplugged() {
    Bay bay = after(Optional.of(FROM_80), listed(3, 2, 1));
    bay = bay.on(new BayEvent.ChargeMeasured(50)).bay();
    bay = bay.on(new BayEvent.Failed(BayReason.SPOOL_FULL)).bay();
    assertEquals(Bay.empty(THREE, Optional.of(FROM_80)), bay.on(new BayEvent.Unplugged()).bay());
  }

  @Test
  void keepsTheFirstReasonOfAFault() {
    Bay bay = after(Optional.empty(), listed(1, 0, 0));
    bay = bay.on(new BayEvent.Failed(BayReason.CAMERA_READ_FAILED)).bay();
    bay = bay.on(new BayEvent.Failed(BayReason.SPOOL_FULL)).bay();
    assertEquals(Optional.of(BayReason.CAMERA_READ_FAILED), bay.reason());
  }

  @Test
  void reportsCountsThatRunBackwards() {
    Bay bay = after(Optional.empty(), listed(3, 2, 1));
    for (FileCounts backwards :
        List.of(new FileCounts(3, 1, 1), new FileCounts(3, 2, 0), new FileCounts(4, 2, 1))) {
      BayTransition transition = bay.on(new BayEvent.Progressed(backwards));
      assertInstanceOf(BayTransition.Illegal.class, transition);
      assertSame(bay, transition.bay());
    }
  }

  @Test
  void refusesToBeMadeClaimingMoreThanItsCountsShow() {
    for (BayState state : List.of(BayState.SAFE, BayState.CLEARED, BayState.READY)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new Bay(
                  THREE,
                  Optional.of(FROM_80),
                  state,
                  Optional.empty(),
                  new FileCounts(2, 1, 1),
                  Optional.of(100)));
    }
  }

  @Test
  void behavesAsTheTableSaysInRandomSequences() throws IOException {
    Map<BayState, Map<String, String>> table = table();
    long seed = System.nanoTime();
    System.out.println("BayTest seed " + seed);
    Random random = new Random(seed);
    EnumMap<BayState, Integer> visits = new EnumMap<>(BayState.class);
    for (int sequence = 0; sequence < 2_000; sequence++) {
      Optional<ChargeRule> rule = random.nextBoolean() ? Optional.of(FROM_80) : Optional.empty();
      Bay bay = Bay.empty(THREE, rule);
      for (int step = 0; step < 40; step++) {
        BayEvent event = randomEvent(random, bay);
        bay = checked(table, bay, event, "seed " + seed + ": " + bay + " on " + event);
        visits.merge(bay.state(), 1, Integer::sum);
      }
    }
    assertEquals(BayState.values().length, visits.size(), "states reached: " + visits);
  }

  private static Bay checked(
      Map<BayState, Map<String, String>> table, Bay before, BayEvent event, String what) {
    String cell = cell(table, before.state(), column(event));
    boolean illegal = cell.equals("·") || isBackwards(before, event);
    BayTransition transition = before.on(event);
    Bay after = transition.bay();
    if (illegal) {
      assertInstanceOf(BayTransition.Illegal.class, transition, what); // Y-6
      assertSame(before, after, what);
      return after;
    }
    assertInstanceOf(BayTransition.Moved.class, transition, what);
    switch (cell) {
      case "=" -> assertEquals(before.state(), after.state(), what);
      case "by counts", "by charge" -> assertEquals(byCounts(after), after.state(), what);
      default -> assertEquals(cell, after.state().name().toLowerCase(Locale.ROOT), what);
    }
    FileCounts files = after.counts();
    boolean isListed = after.state().compareTo(BayState.OFFLOADING) >= 0;
    if (after.light() == LightPattern.SAFE) {
      assertTrue(isListed && files.sealed() == files.listed(), what); // Y-1
    }
    if (after.state() == BayState.CLEARED || after.state() == BayState.READY) {
      assertEquals(files.listed(), files.released(), what); // Y-2
    }
    if (after.light() == LightPattern.READY) {
      assertTrue(after.rule().isPresent() && after.chargePercent().orElse(0) >= 80, what); // Y-3
    }
    if (event instanceof BayEvent.Unplugged) {
      assertEquals(Bay.empty(THREE, before.rule()), after, what); // Y-4
    }
    if (before.state() == BayState.FAULT && after.state() != BayState.FAULT) {
      assertTrue(
          event instanceof BayEvent.Unplugged || event instanceof BayEvent.Recovered, what); // Y-5
    }
    return after;
  }

  private static String cell(
      Map<BayState, Map<String, String>> table, BayState state, String column) {
    return requireNonNull(requireNonNull(table.get(state)).get(column), column);
  }

  private static boolean isBackwards(Bay before, BayEvent event) {
    return event instanceof BayEvent.Progressed(FileCounts files)
        && (files.listed() != before.counts().listed()
            || files.sealed() < before.counts().sealed()
            || files.released() < before.counts().released());
  }

  /** The model, written apart from the code: what the counts and the charge of a bay amount to. */
  private static BayState byCounts(Bay bay) {
    FileCounts files = bay.counts();
    if (files.sealed() < files.listed()) {
      return BayState.OFFLOADING;
    } else if (files.released() < files.listed()) {
      return BayState.SAFE;
    }
    boolean charged = bay.rule().isPresent() && bay.chargePercent().orElse(0) >= 80;
    return charged ? BayState.READY : BayState.CLEARED;
  }

  private static BayEvent randomEvent(Random random, Bay bay) {
    BayReason[] reasons = BayReason.values();
    BayReason reason = reasons[random.nextInt(reasons.length)];
    return switch (random.nextInt(24)) {
      case 0 -> new BayEvent.PowerDrawn();
      case 1, 2, 3 -> new BayEvent.Plugged();
      case 4 -> new BayEvent.Refused(reason);
      case 5, 6, 7, 8 -> new BayEvent.Identified();
      case 9, 10, 11 -> new BayEvent.Listed(counts(random, random.nextInt(4)));
      case 12, 13, 14, 15, 16, 17 ->
          new BayEvent.Progressed(
              counts(random, random.nextInt(10) == 0 ? 4 : bay.counts().listed()));
      case 18, 19 -> new BayEvent.ChargeMeasured(random.nextInt(101));
      case 20 -> new BayEvent.Failed(reason);
      case 21, 22 -> new BayEvent.Recovered();
      default -> new BayEvent.Unplugged();
    };
  }

  private static FileCounts counts(Random random, int listed) {
    int sealed = Math.min(listed, random.nextInt(listed + 2));
    return new FileCounts(listed, sealed, Math.min(sealed, random.nextInt(sealed + 2)));
  }

  private static String column(BayEvent event) {
    return event
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static Map<BayState, Map<String, String>> table() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      List<String> cells = List.of(line.split("\\|")).stream().map(String::strip).toList();
      if (cells.size() == 12 && !cells.get(1).startsWith("-")) {
        rows.add(cells.subList(1, 12));
      }
    }
    Map<BayState, Map<String, String>> table = new EnumMap<>(BayState.class);
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 1; i < row.size(); i++) {
        cells.put(rows.getFirst().get(i), row.get(i));
      }
      table.put(BayState.valueOf(row.getFirst().toUpperCase(Locale.ROOT)), cells);
    }
    assertEquals(BayState.values().length, table.size(), "states in the table");
    return table;
  }
}
