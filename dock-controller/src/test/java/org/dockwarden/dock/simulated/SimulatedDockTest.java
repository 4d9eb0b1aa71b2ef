package org.dockwarden.dock.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.camera.CameraProfiles;
import org.dockwarden.dock.camera.Profiles;
import org.dockwarden.dock.camera.Verdict;
import org.dockwarden.dock.hardware.DockHardware;
import org.dockwarden.dock.hardware.DockHardwareContract;
import org.dockwarden.dock.hardware.Occupant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedDockTest extends DockHardwareContract {
  private Path bays() throws IOException {
    return Files.createDirectories(temp.resolve("bays"));
  }

  private Path file(BayNumber bay) throws IOException {
    return bays().resolve("bay-" + bay + ".toml");
  }

  @Override
  protected DockHardware makeDock() throws IOException {
    return new SimulatedDock(bays(), 2);
  }

  @Override
  protected void plug(BayNumber bay, String serial, Path volume) throws IOException {
    Files.writeString(
        file(bay),
        """
        # a camera
        volume = '%s'
        vendor_id = "0951"   # any
        product_id = "1666"
        serial = "%s"
        interface_classes = [0x08]
        """
            .formatted(volume, serial));
  }

  @Override
  protected void plugUnmountable(BayNumber bay) throws IOException {
    plug(bay, "S", temp.resolve("nowhere"));
  }

  @Override
  protected void unplug(BayNumber bay) throws IOException {
    Files.delete(file(bay));
  }

  @Override
  protected void blind() throws IOException {
    Files.move(bays(), temp.resolve("away"));
  }

  @Test
  void needsNothingButAVolume() throws IOException {
    Files.writeString(file(ONE), "volume = \"camera\"\n");
    Occupant occupant = occupant(ONE);
    assertEquals("1209", occupant.descriptor().vendorId());
    assertEquals(Set.of(8), occupant.descriptor().interfaceClasses());
    Files.createDirectory(bays().resolve("camera"));
    attach(ONE).close();
  }

  @Test
  void takesReplacingTheFileForANewConnection() throws IOException {
    plug(ONE, "S", volume("one"));
    String before = occupant(ONE).connection();
    Path other = temp.resolve("other");
    Files.copy(file(ONE), other);
    Files.move(
        other, file(ONE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertNotEquals(before, occupant(ONE).connection());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serial = \"S\"",
        "volume",
        "volume = x",
        "volume = \"x\"\nvolume = \"x\"",
        "volume = \"x\"\ncolour = \"red\"",
        "volume = \"x\"\nvendor_id = \"951\"",
        "volume = \"x\"\ninterface_classes = [256]",
        "volume = \"x\"\ninterface_classes = 8",
        "volume = \"\\q\"",
        "volume = \"\\u12\"",
      })
  void showsAFileThatIsNoneAsADeviceThatDoesNotEnumerate(String text) throws IOException {
    Files.writeString(file(ONE), text);
    plug(TWO, "S", volume("two"));
    Verdict verdict =
        CameraProfiles.of(List.of(Profiles.of("disk", "*", "*", List.of(), 8)))
            .judge(occupant(ONE).descriptor());
    assertEquals(
        BayReason.ENUMERATION_FAILED, assertInstanceOf(Verdict.Refused.class, verdict).reason());
    assertTrue(dock().degradations().getFirst().startsWith("bay 1: "));
    assertEquals("S", occupant(TWO).descriptor().serial());
  }

  @Test
  void readsEscapedStrings() {
    BayFile file = BayFile.parse("volume = 'v'\nserial = \"a\\n\\u00e9\\\"\\\\\"", Path.of("/f"));
    assertEquals("a\né\"\\", file.descriptor().serial());
    assertEquals(Path.of("/f/v"), file.volume());
  }

  @Test
  void hintsAtOnceWhenAFileHasChangedSinceTheScan() throws Exception {
    dock().scan();
    plug(ONE, "S", volume("one"));
    assertTrue(returns(Duration.ofMinutes(10)));
  }

  private boolean returns(Duration wait) throws InterruptedException {
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                dock().awaitHint(wait);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    boolean ended = waiter.join(Duration.ofSeconds(20));
    waiter.interrupt();
    return ended;
  }

  @Test
  void remembersWhatItsLightsShow() throws IOException {
    try (SimulatedDock dock = new SimulatedDock(bays(), 2)) {
      dock.light(TWO, LightPattern.SAFE);
      assertEquals(Map.of(TWO, LightPattern.SAFE), dock.lights().shown());
    }
    assertThrows(IllegalArgumentException.class, () -> new SimulatedDock(bays(), 129));
  }
}
