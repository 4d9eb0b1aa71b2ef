package org.dockwarden.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The play of the cameras, with its time in the test's hand. */
final class TheatreTest {
  private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

  @TempDir private Path data;

  @Test
  void everyCameraComesWithClipsAndNoTwoIntoOneBay() throws IOException {
    try (DemoFolder folder = DemoFolder.hold(data)) {
      new Theatre(folder, START).advance(START.plusSeconds(10), out);

      List<String> serials = serials(folder);
      assertEquals(4, serials.size(), serials.toString());
      assertEquals(4, serials.stream().distinct().count(), serials.toString());
      for (String serial : serials) {
        assertFalse(CameraContents.isEmpty(folder.cameras().resolve(serial)));
      }
    }
  }

  @Test
  void cameraLeavesOnlyWhenItIsEmptyAndHasRested() throws IOException {
    try (DemoFolder folder = DemoFolder.hold(data)) {
      Theatre theatre = new Theatre(folder, START);
      Instant docked = START.plusSeconds(10);
      theatre.advance(docked, out);
      Instant later = docked.plus(Duration.ofHours(1));
      theatre.advance(later, out);
      assertEquals(4, serials(folder).size(), "none is empty");

      for (String serial : serials(folder)) {
        FootageCopy.delete(folder.cameras().resolve(serial).resolve("DCIM"));
      }
      theatre.advance(later.plusSeconds(1), out);
      assertEquals(4, serials(folder).size(), "they rest");
      theatre.advance(later.plusSeconds(10), out);
      assertEquals(List.of(), serials(folder));
      assertTrue(told.toString(StandardCharsets.UTF_8).contains("is taken from bay"));
    }
  }

  @Test
  void newPlayTakesItsOwnCamerasOutAndLeavesAPersonsOwn() throws IOException {
    try (DemoFolder folder = DemoFolder.hold(data)) {
      List<SimulatedBay> bays = SimulatedBay.all(folder);
      bays.get(0).dock("BW-0001", folder.cameras());
      bays.get(1).dock("MY-0001", folder.cameras());
      new Theatre(folder, START);
      assertEquals(List.of("MY-0001"), serials(folder));
    }
  }

  @Test
  void cameraWaitsWhileEveryBayIsTaken() throws IOException {
    try (DemoFolder folder = DemoFolder.hold(data)) {
      for (SimulatedBay bay : SimulatedBay.all(folder)) {
        bay.dock("MY-000" + bay.number(), folder.cameras());
      }
      Theatre theatre = new Theatre(folder, START);
      theatre.advance(START.plusSeconds(10), out);
      assertTrue(serials(folder).stream().allMatch(serial -> serial.startsWith("MY-")));

      SimulatedBay.all(folder).get(4).undock();
      theatre.advance(START.plusSeconds(11), out);
      assertEquals(6, serials(folder).size());
      assertTrue(Files.exists(folder.bays().resolve("bay-5.toml")));
    }
  }

  private static List<String> serials(DemoFolder folder) throws IOException {
    List<String> serials = new ArrayList<>();
    for (SimulatedBay bay : SimulatedBay.all(folder)) {
      bay.serial().ifPresent(serials::add);
    }
    return serials;
  }
}
