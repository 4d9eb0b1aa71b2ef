package org.dockwarden.dock.hardware;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.camera.CameraVolume;
import org.dockwarden.dock.camera.Profiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every dock does, whatever it is made of. */
public abstract class DockHardwareContract {
  protected static final BayNumber ONE = new BayNumber(1);
  protected static final BayNumber TWO = new BayNumber(2);

  @TempDir protected Path temp;
  private DockHardware dock;

  /** A dock with bays 1 and 2, empty. */
  protected abstract DockHardware makeDock() throws IOException;

  /** Plugs in a camera of 0951:1666, mass storage, whose volume is the folder. */
  protected abstract void plug(BayNumber bay, String serial, Path volume) throws IOException;

  /** Plugs in a device whose volume cannot be mounted. */
  protected abstract void plugUnmountable(BayNumber bay) throws IOException;

  protected abstract void unplug(BayNumber bay) throws IOException;

  /** Takes away what scans look at. */
  protected abstract void blind() throws IOException;

  @BeforeEach
  void openDock() throws IOException {
    dock = makeDock();
  }

  @AfterEach
  void closeDock() throws IOException {
    dock.close();
  }

  protected final DockHardware dock() {
    return dock;
  }

  /** A folder with one file. */
  protected final Path volume(String name) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("volumes").resolve(name).resolve("DCIM"));
    Files.writeString(folder.resolve("a.mp4"), "footage of " + name);
    return folder.resolveSibling("");
  }

  protected final Occupant occupant(BayNumber bay) throws IOException {
    return Objects.requireNonNull(dock.scan().occupants().get(bay), "occupant of bay " + bay);
  }

  protected final CameraVolume attach(BayNumber bay) throws IOException {
    return dock.attach(bay, occupant(bay), Profiles.accepted());
  }

  protected static String read(CameraVolume volume, String path) throws IOException {
    try (SeekableByteChannel channel = volume.open(path.getBytes(UTF_8))) {
      ByteBuffer content = ByteBuffer.allocate((int) channel.size());
      while (content.hasRemaining() && channel.read(content) >= 0) {
        // Until it is full.
      }
      return new String(content.array(), UTF_8);
    }
  }

  @Test
  void hasItsBaysAndNothingInThem() throws IOException {
    assertEquals(new TreeSet<>(Set.of(ONE, TWO)), dock.bays());
    assertEquals(Map.of(), dock.scan().occupants());
    assertEquals(List.of(), dock.scan().unmapped());
  }

  @Test
  void seesWhatIsPluggedInAndWhatItSaysOfItself() throws IOException {
    plug(TWO, "BW-0042", volume("two"));
    assertEquals(Set.of(TWO), dock.scan().occupants().keySet());
    assertEquals("0951", occupant(TWO).descriptor().vendorId());
    assertEquals("1666", occupant(TWO).descriptor().productId());
    assertEquals("BW-0042", occupant(TWO).descriptor().serial());
    assertEquals(Set.of(8), occupant(TWO).descriptor().interfaceClasses());
    assertEquals(occupant(TWO), occupant(TWO));
    unplug(TWO);
    assertEquals(Map.of(), dock.scan().occupants());
  }

  @Test
  void givesEveryPluggingInAConnectionOfItsOwn() throws IOException {
    Path volume = volume("one");
    plug(ONE, "S", volume);
    String first = occupant(ONE).connection();
    unplug(ONE);
    Files.writeString(temp.resolve("between"), "");
    plug(ONE, "S ", volume);
    assertNotEquals(first, occupant(ONE).connection());
  }

  @Test
  void readsTheCameraOfTheBay() throws IOException {
    plug(ONE, "S1", volume("one"));
    plug(TWO, "S2", volume("two"));
    try (CameraVolume one = attach(ONE);
        CameraVolume two = attach(TWO)) {
      assertEquals("footage of one", read(one, "DCIM/a.mp4"));
      assertEquals("footage of two", read(two, "DCIM/a.mp4"));
      assertEquals(occupant(ONE).connection(), one.connection());
      List<String> paths = new ArrayList<>();
      one.list(
          file -> paths.add(new String(file.rawPath(), UTF_8)),
          skipped -> {
            throw new AssertionError(skipped);
          });
      assertEquals(List.of("DCIM/a.mp4"), paths);
    }
  }

  @Test
  void attachesNothingButTheOccupantThatWasAccepted() throws IOException {
    plug(ONE, "S1", volume("one"));
    Occupant seen = occupant(ONE);
    unplug(ONE);
    assertThrows(CameraGoneException.class, () -> dock.attach(ONE, seen, Profiles.accepted()));
    plug(ONE, "S2", volume("two"));
    assertThrows(CameraGoneException.class, () -> dock.attach(ONE, seen, Profiles.accepted()));
    assertThrows(
        CameraGoneException.class, () -> dock.attach(TWO, occupant(ONE), Profiles.accepted()));
  }

  @Test
  void stopsReadingWhenTheCameraIsPulled() throws IOException {
    plug(ONE, "S1", volume("one"));
    try (CameraVolume volume = attach(ONE);
        SeekableByteChannel channel = volume.open("DCIM/a.mp4".getBytes(UTF_8))) {
      assertEquals(1, channel.read(ByteBuffer.allocate(1)));
      unplug(ONE);
      assertThrows(CameraGoneException.class, () -> channel.read(ByteBuffer.allocate(1)));
      assertThrows(CameraGoneException.class, () -> volume.look("DCIM/a.mp4".getBytes(UTF_8)));
      assertThrows(CameraGoneException.class, () -> volume.list(_ -> {}, _ -> {}));
    }
  }

  @Test
  void canAttachAgainAfterClosing() throws IOException {
    plug(ONE, "S1", volume("one"));
    attach(ONE).close();
    try (CameraVolume volume = attach(ONE)) {
      assertEquals("footage of one", read(volume, "DCIM/a.mp4"));
    }
  }

  @Test
  void saysThatAVolumeCannotBeMounted() throws IOException {
    plugUnmountable(ONE);
    BayException e = assertThrows(BayException.class, () -> attach(ONE));
    assertEquals(BayReason.MOUNT_FAILED, e.reason());
  }

  @Test
  void failsToScanRatherThanReportEmptyBays() throws IOException {
    plug(ONE, "S1", volume("one"));
    blind();
    assertThrows(IOException.class, dock::scan);
  }

  @Test
  void endsAWaitInTimeWithoutAHint() throws Exception {
    dock.scan();
    dock.awaitHint(Duration.ofMillis(1));
    dock.awaitHint(Duration.ZERO);
  }

  @Test
  void showsEveryLight() throws IOException {
    for (LightPattern pattern : LightPattern.values()) {
      dock.light(ONE, pattern);
    }
  }
}
