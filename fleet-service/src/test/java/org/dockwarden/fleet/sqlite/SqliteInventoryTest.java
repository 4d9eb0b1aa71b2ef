package org.dockwarden.fleet.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.query.CameraFilter;
import org.dockwarden.fleet.query.CameraLife;
import org.dockwarden.fleet.query.CameraSummary;
import org.dockwarden.fleet.query.FirmwareCount;
import org.dockwarden.fleet.query.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteInventoryTest {
  private static final Page.Request ALL = new Page.Request(0, 100);

  @TempDir private Path folder;
  private Fleet fleet;

  @BeforeEach
  void open() throws IOException {
    fleet = new Fleet(folder);
  }

  @AfterEach
  void close() throws IOException {
    fleet.close();
  }

  @Test
  void knowsWhereACameraIsAndWas() throws IOException {
    fleet.birth(fleet.docked(7));
    CameraSummary there = awaitCamera(camera -> camera.place().isPresent());
    CameraSummary.Place place = there.place().orElseThrow();
    assertEquals(new CameraSummary.Place(Fleet.DOCK, "force-a", "site-1", "bay-1", true), place);
    assertEquals("Model X", there.model());
    assertEquals(Fleet.of(7), there.chargeCycles());

    fleet.now = Fleet.START.plusSeconds(60);
    fleet.bay(fleet.number("battery/percent", 90));
    fleet.bay(fleet.text("state", "empty"), fleet.text("camera", ""));
    CameraSummary gone = awaitCamera(camera -> !camera.place().orElseThrow().docked());
    assertEquals(Optional.of(Fleet.START), gone.lastDockedAt());
    assertEquals(Fleet.of(90), gone.chargePercent());
    assertEquals(
        List.of(
            CameraLife.Event.Kind.TAKEN,
            CameraLife.Event.Kind.DOCKED,
            CameraLife.Event.Kind.FIRST_SEEN),
        kinds());
  }

  @Test
  void cameraThatWentWhileNobodyListenedIsFoundGoneAfterARestart() throws IOException {
    fleet.birth(fleet.docked(1));
    awaitCamera(camera -> true);
    fleet.close();
    fleet = new Fleet(folder);
    fleet.now = Fleet.START.plusSeconds(600);
    fleet.birth(fleet.text("state", "empty"), fleet.text("camera", ""));
    awaitCamera(camera -> !camera.place().orElseThrow().docked());
  }

  @Test
  void whatAnOutageHidIsToldLaterOnceAndMarked() throws IOException {
    fleet.birth(fleet.docked(1));
    awaitCamera(camera -> true);
    fleet.death();
    fleet.now = Fleet.START.plus(Duration.ofHours(1));
    fleet.birth(fleet.text("state", "empty"), fleet.text("camera", ""));
    fleet.now = Fleet.START.plus(Duration.ofMinutes(10));
    var taken = fleet.text("camera", "").historical();
    fleet.now = Fleet.START.plus(Duration.ofMinutes(20));
    var docked = fleet.text("camera", Fleet.CAMERA).historical();
    fleet.now = Fleet.START.plus(Duration.ofHours(1));
    for (int twice = 0; twice < 2; twice++) {
      fleet.bay(taken);
      fleet.bay(docked);
    }
    Fleet.await(() -> life().events().items().stream().filter(it -> it.historical()).count() >= 2);
    List<CameraLife.Event> replayed =
        life().events().items().stream().filter(CameraLife.Event::historical).toList();
    assertEquals(
        List.of(Fleet.START.plus(Duration.ofMinutes(20)), Fleet.START.plus(Duration.ofMinutes(10))),
        replayed.stream().map(CameraLife.Event::at).toList());
    assertFalse(life().camera().place().orElseThrow().docked());
    assertEquals(
        Optional.of(Fleet.START.plus(Duration.ofMinutes(20))), life().camera().lastDockedAt());
  }

  @Test
  void missingWornAndStockedCamerasAreFound() throws IOException {
    fleet.birth(fleet.docked(250));
    awaitCamera(camera -> camera.chargeCycles().isPresent());
    assertEquals(Fleet.of(1), life().camera().swapRank());
    assertEquals(List.of(new FirmwareCount("Model X", "1.0", 1)), fleet.queries.firmware());
    fleet.bay(fleet.text("camera", ""));
    awaitCamera(camera -> !camera.place().orElseThrow().docked());
    fleet.now = Fleet.START.plus(Duration.ofDays(8));
    assertEquals(1, notDockedFor(Duration.ofDays(7)));
    assertEquals(0, notDockedFor(Duration.ofDays(9)));
    assertEquals(1, fleet.queries.fleet().camerasMissing());

    assertEquals(
        StockRegister.Outcome.CHANGED,
        fleet.inventory.set(Fleet.CAMERA, StockState.LOST, "left in a van", "kim"));
    assertEquals(
        StockRegister.Outcome.SAME,
        fleet.inventory.set(Fleet.CAMERA, StockState.LOST, "again", "kim"));
    assertEquals(
        StockRegister.Outcome.UNKNOWN_CAMERA,
        fleet.inventory.set("1234:0001:none", StockState.LOST, "who?", "kim"));
    assertEquals("kim", life().stock().getFirst().by());
    assertEquals("left in a van", life().stock().getFirst().reason());
    assertTrue(life().camera().swapRank().isEmpty());
    fleet.now = fleet.now.plusSeconds(20);
    assertEquals(0, fleet.queries.fleet().camerasMissing());
  }

  @Test
  void csvIsTakenWholeOrNotAtAll() throws IOException {
    StockRegister.Import bad =
        load("camera,stock,reason\n1234:0001:A,spare,new\n1234:0001:A,away,x\nx,spare,y\n");
    assertEquals(2, bad.problems().size());
    assertTrue(bad.problems().get(0).startsWith("line 3: stock"), bad.problems().toString());
    assertTrue(bad.problems().get(1).startsWith("line 4: camera"), bad.problems().toString());
    assertEquals(0, fleet.queries.cameras(CameraFilter.ALL, ALL).total());

    StockRegister.Import good = load("camera,stock,reason\r\n1234:0001:=A,spare,\"a, b\"\r\n");
    assertEquals(new StockRegister.Import(1, 1, List.of()), good);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fleet.queries.writeCsv(out);
    String csv = out.toString(StandardCharsets.UTF_8);
    assertTrue(csv.contains("\r\n1234:0001:=A,'=A,,,,,,,false,,,,,spare\r\n"), csv);
  }

  private StockRegister.Import load(String csv) throws IOException {
    return fleet.inventory.importCsv(csv.getBytes(StandardCharsets.UTF_8), "kim");
  }

  private long notDockedFor(Duration time) throws IOException {
    CameraFilter all = CameraFilter.ALL;
    CameraFilter filter =
        new CameraFilter(
            all.text(),
            all.stock(),
            all.model(),
            all.firmware(),
            Optional.of("force-a"),
            all.site(),
            Optional.of(time),
            true,
            CameraFilter.Order.WEAR);
    return fleet.queries.cameras(filter, ALL).total();
  }

  private List<CameraLife.Event.Kind> kinds() throws IOException {
    return life().events().items().stream().map(CameraLife.Event::kind).toList();
  }

  private CameraLife life() throws IOException {
    return fleet.queries.camera(Fleet.CAMERA, ALL).orElseThrow();
  }

  /** A question about a camera. */
  private interface Check {
    boolean holds(CameraSummary camera);
  }

  private CameraSummary awaitCamera(Check check) throws IOException {
    Fleet.await(
        () -> {
          Optional<CameraLife> life = fleet.queries.camera(Fleet.CAMERA, ALL);
          return life.isPresent() && check.holds(life.get().camera());
        });
    return life().camera();
  }
}
