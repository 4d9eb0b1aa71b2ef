package org.dockwarden.dock.libmtp;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The real libmtp as Debian has it; no camera. The rig reads one (system-tests/rig). */
class LibMtpIT {
  private static final int KNOWN_VENDOR = 0x46f4; // QEMU's camera is in libmtp's table.
  private static final int KNOWN_PRODUCT = 0x0004;

  @Test
  void hasEveryFunctionThatIsUsed() throws IOException {
    assertNotNull(LibMtp.load());
  }

  @Test
  void tableOfDevicesLiesAsTheLayoutsSay() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = arena.allocate(ValueLayout.ADDRESS);
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      LibMtp.load().supportedDevices(table, count);
      int entries = count.get(ValueLayout.JAVA_INT, 0);
      MemorySegment all =
          LibMtpLayouts.sized(
              table.get(ValueLayout.ADDRESS, 0), entries * LibMtpLayouts.ENTRY_BYTES);
      boolean found = false;
      for (int i = 0; i < entries; i++) {
        MemorySegment entry = all.asSlice(i * LibMtpLayouts.ENTRY_BYTES, LibMtpLayouts.ENTRY_BYTES);
        found |=
            LibMtpLayouts.entryId(entry, LibMtpLayouts.ENTRY_VENDOR_ID) == KNOWN_VENDOR
                && LibMtpLayouts.entryId(entry, LibMtpLayouts.ENTRY_PRODUCT_ID) == KNOWN_PRODUCT;
      }
      assertTrue(found);
    }
  }

  @Test
  void objectIsReadAsItsStructureLies() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file = arena.allocate(56, Long.BYTES);
      file.set(ValueLayout.JAVA_INT, 0, 7);
      file.set(ValueLayout.JAVA_INT, 4, 3);
      file.set(ValueLayout.JAVA_INT, 8, 0x00010001);
      file.set(ValueLayout.ADDRESS, 16, arena.allocateFrom("Ω.mp4"));
      file.set(ValueLayout.JAVA_LONG, 24, 5L << 32);
      file.set(ValueLayout.JAVA_LONG, 32, 1_000);
      file.set(ValueLayout.JAVA_INT, 40, 6);
      MtpObject object = LibMtpLayouts.object(file);
      assertTrue(
          object.equals(
              new MtpObject(
                  7,
                  3,
                  0x00010001,
                  "Ω.mp4".getBytes(StandardCharsets.UTF_8),
                  5L << 32,
                  1_000,
                  MtpObject.Kind.FILE)));
    }
  }

  @Test
  void refusesToGuessTimesInAnotherZone() throws IOException {
    LibMtpPort.requireUtc("UTC");
    assertThrows(IOException.class, () -> LibMtpPort.requireUtc("Europe/London"));
    assertThrows(IOException.class, () -> LibMtpPort.requireUtc(null));
  }
}
