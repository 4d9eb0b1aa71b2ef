package org.dockwarden.dock.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the kernel, and what it answers without such a device. */
final class KernelDevicesTest {
  @TempDir Path folder;

  /** Offsets by hand from struct gpio_v2_line_request of linux/gpio.h. */
  @Test
  void asksForALineAsTheHeaderSays() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = KernelLines.request(arena, 17, true, true);
      ValueLayout.OfInt word = ValueLayout.JAVA_INT.withOrder(ByteOrder.nativeOrder());
      assertEquals(592, request.byteSize());
      assertEquals(17, request.get(word, 0));
      assertEquals(0, request.get(word, 4));
      assertEquals("dockwarden", request.getString(256, StandardCharsets.US_ASCII));
      assertEquals(0b1010, request.get(ValueLayout.JAVA_LONG, 288)); // output, active low
      assertEquals(1, request.get(word, 296)); // one attribute
      assertEquals(2, request.get(word, 320)); // output values
      assertEquals(1, request.get(ValueLayout.JAVA_LONG, 328));
      assertEquals(1, request.get(ValueLayout.JAVA_LONG, 336));
      assertEquals(1, request.get(word, 560)); // one line
    }
  }

  @Test
  void saysWhatTheKernelSays() throws IOException {
    IOException missing =
        assertThrows(IOException.class, () -> KernelRegisters.open(folder.resolve("i2c-1"), 0x40));
    assertTrue(String.valueOf(missing.getMessage()).endsWith("i2c-1: open: errno 2"));
    Files.writeString(folder.resolve("gpiochip0"), "no device");
    KernelLines lines = new KernelLines(folder);
    IOException wrong = assertThrows(IOException.class, () -> lines.open(0, 3, false, false));
    assertTrue(String.valueOf(wrong.getMessage()).endsWith("gpiochip0: line 3: errno 25"));
    Path file = Files.writeString(folder.resolve("i2c-2"), "no device");
    assertThrows(IOException.class, () -> KernelRegisters.open(file, 0x40));
  }
}
