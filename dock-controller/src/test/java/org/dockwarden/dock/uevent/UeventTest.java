package org.dockwarden.dock.uevent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UeventTest {
  private static Optional<Uevent> parse(String text) {
    return Uevent.parse(text.getBytes(ISO_8859_1));
  }

  @Test
  void readsAMessageOfTheKernel() {
    Uevent event =
        parse("add@/devices/pci0/usb1/1-1\0ACTION=add\0SUBSYSTEM=usb\0DEVNUM=004\0EMPTY=\0")
            .orElseThrow();
    assertEquals("add", event.action());
    assertEquals("/devices/pci0/usb1/1-1", event.devicePath());
    assertEquals(
        Map.of("ACTION", "add", "SUBSYSTEM", "usb", "DEVNUM", "004", "EMPTY", ""), event.values());
    assertTrue(event.isAboutCameras());
  }

  @Test
  void keepsAnEqualsSignInAValue() {
    assertEquals(Map.of("A", "b=c"), parse("change@/x\0A=b=c\0").orElseThrow().values());
  }

  @Test
  void refusesEverythingElse() {
    for (String text :
        new String[] {
          "",
          "\0",
          "add@/x",
          "add@x\0",
          "@/x\0",
          "ADD@/x\0",
          "libudev\0\u00fe\u00ed\u00ca\u00fe\0",
          "add@/x\0novalue\0",
          "add@/x\0=v\0",
          "add@/x\0A=unterminated",
          "add@/x\0" + "A=1\0".repeat(65),
          "add@/" + "x".repeat(Uevent.MAX_BYTES) + "\0"
        }) {
      assertEquals(Optional.empty(), parse(text), text);
    }
  }

  @Test
  void survivesAnyBytes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertEquals(Optional.empty(), Uevent.parse(bytes), "seed " + seed);
    }
  }

  @Test
  void saysWhyThereAreNoHints() throws InterruptedException {
    try (NoHints hints = new NoHints("socket: errno 1")) {
      assertFalse(hints.await(Duration.ofMillis(1)));
      assertEquals(
          "uevents: socket: errno 1 (scanning by time only)", hints.degradations().getFirst());
    }
  }
}
