package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** U-7. */
class BayMappingTest {
  @TempDir private Path temp;
  private FakeSysfs sysfs;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<String> said = new ArrayList<>();

  /** What the installer does before the answer, and the answer. */
  private record Step(Hand hand, String answer) {}

  /** Somebody's hand at the dock. */
  private interface Hand {
    void move() throws IOException;
  }

  private final Dialogue dialogue =
      new Dialogue() {
        @Override
        public void say(String line) {
          said.add(line);
        }

        @Override
        public Optional<String> ask(String question) {
          said.add(question);
          Step step = steps.poll();
          if (step == null) {
            return Optional.empty();
          }
          try {
            step.hand().move();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return Optional.of(step.answer());
        }
      };

  @BeforeEach
  void make() throws IOException {
    sysfs = new FakeSysfs(temp);
  }

  private void answers(String... answers) {
    for (String answer : answers) {
      steps.add(new Step(() -> {}, answer));
    }
  }

  private void then(Hand hand, String answer) {
    steps.add(new Step(hand, answer));
  }

  /** Moves the stick to another port, says that it is in, and confirms. */
  private void maps(String port) {
    then(() -> moveTo(port), "");
    answers("y");
  }

  private void moveTo(String port) throws IOException {
    for (String last : List.copyOf(inserted)) {
      sysfs.unplug(last);
      inserted.remove(last);
    }
    insert(port);
  }

  private final List<String> inserted = new ArrayList<>();

  private void insert(String port) throws IOException {
    sysfs.plugUnauthorised(port, "S", "08");
    inserted.add(port);
  }

  private Optional<BayMap> run(BayMap former, int bays) throws IOException {
    BayMapping.HubSwitch hubs = hub -> FakeSysfs.attribute(hub.folder(), "authorized", "1\n");
    return new BayMapping(new SysfsScanner(sysfs.root()), dialogue, hubs, Duration.ZERO)
        .run(former, bays);
  }

  private void says(String part) {
    assertTrue(said.stream().anyMatch(line -> line.contains(part)), said::toString);
  }

  @Test
  void mapsOneBayAfterTheOther() throws IOException {
    sysfs.plugHub("1-1", 4);
    maps("1-1.2");
    maps("1-1.1");
    answers("y");
    assertEquals(
        Optional.of(BayMapText.parse("hub 1-1 05e3:0610 4\n1 1-1.2\n2 1-1.1\n")),
        run(BayMap.EMPTY, 2));
    says("1-1.2: 0951:1666 Camera. Is that bay 1?");
  }

  @Test
  void letsInTheDocksHubsThatItIsToldOf() throws IOException {
    FakeSysfs.attribute(sysfs.plugHub("1-1", 4), "authorized", "0\n");
    FakeSysfs.attribute(sysfs.plugHub("1-2", 4), "authorized", "0\n");
    then(() -> FakeSysfs.attribute(sysfs.plugHub("1-1.4", 4), "authorized", "0\n"), "y");
    answers("y", "n");
    maps("1-1.4.3");
    answers("y");
    assertEquals(
        Optional.of(BayMapText.parse("hub 1-1 05e3:0610 4\nhub 1-1.4 05e3:0610 4\n1 1-1.4.3\n")),
        run(BayMap.EMPTY, 1));
  }

  @Test
  void keepsTheDocksOwnDevices() throws IOException {
    sysfs.plug("1-2", "08e6", "3437", "");
    sysfs.plug("1-3", "046d", "c31c", "");
    answers("y", "n");
    then(() -> insert("1-2.1"), ""); // Where something hangs that is the dock's own.
    then(() -> moveTo("1-4"), "");
    answers("y", "y");
    assertEquals(Optional.of(BayMapText.parse("own 1-2 08e6:3437\n1 1-4\n")), run(BayMap.EMPTY, 1));
    steps.clear();
    answers("n", "n", "s"); // 1-3, then 1-4; 1-2 is known by now.
    run(BayMapText.parse("own 1-2 08e6:3437\n"), 1);
    assertEquals(0, steps.size());
  }

  @Test
  void givesNoPortTwice() throws IOException {
    maps("1-1");
    then(() -> moveTo("1-1"), "");
    maps("1-2");
    answers("y");
    assertEquals(Optional.of(BayMapText.parse("1 1-1\n2 1-2\n")), run(BayMap.EMPTY, 2));
    says("that port is bay 1 already");
  }

  @Test
  void goesOnOnlyWithOneNewDeviceThatIsConfirmed() throws IOException {
    answers(""); // Nothing plugged in.
    then(
        () -> {
          insert("1-1");
          insert("1-2");
        },
        "");
    then(() -> sysfs.plugHub("1-3", 4), "");
    maps("1-4");
    steps.removeLast();
    answers("x", "n");
    maps("1-4");
    answers("y");
    assertEquals(Optional.of(BayMapText.parse("1 1-4\n")), run(BayMap.EMPTY, 1));
    says("Nothing new has appeared");
    says("More than one device is new");
    says("A hub is no camera");
    says("Only y or n");
  }

  @Test
  void goesBackAndMapsAgain() throws IOException {
    maps("1-1");
    answers("b");
    maps("1-2");
    maps("1-1");
    answers("y");
    assertEquals(Optional.of(BayMapText.parse("1 1-2\n2 1-1\n")), run(BayMap.EMPTY, 2));
  }

  @Test
  void leavesABayThatIsSkippedWhereItWas() throws IOException {
    maps("1-1");
    answers("s", "s", "s", "y");
    assertEquals(
        Optional.of(BayMapText.parse("1 1-1\n2 1-2\n")),
        run(BayMapText.parse("1 1-4\n2 1-2\n3 1-1\n"), 4));
    says("Bay 2 stays at 1-2");
    says("Bay 3 has no port: 1-1: that port is bay 1 already");
    says("Bay 4 has no port");
  }

  @Test
  void writesNothingThatWasNotConfirmed() throws IOException {
    maps("1-1");
    answers("n");
    assertEquals(Optional.empty(), run(BayMap.EMPTY, 1));
    moveTo("1-2");
    answers("n", "q");
    assertEquals(Optional.empty(), run(BayMap.EMPTY, 1));
    answers("n"); // Then the input ends.
    assertEquals(Optional.empty(), run(BayMap.EMPTY, 1));
    answers("n", "s", "y"); // No bay at all.
    assertEquals(Optional.empty(), run(BayMap.EMPTY, 1));
  }

  @Test
  void showsNothingOfANameThatIsNoText() throws IOException {
    then(
        () -> {
          insert("1-1");
          FakeSysfs.attribute(sysfs.devices().resolve("1-1"), "product", "\u001b[2Jx\n\n");
        },
        "");
    answers("y", "y");
    run(BayMap.EMPTY, 1);
    says("0951:1666 ?[2Jx?. Is that bay 1?");
  }
}
