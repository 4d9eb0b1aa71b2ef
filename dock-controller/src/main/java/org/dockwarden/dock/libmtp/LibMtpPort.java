package org.dockwarden.dock.libmtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A camera at a USB address, opened through libmtp. */
public final class LibMtpPort implements MtpPort<ErasingSession> {
  /**
   * Objects are asked for one by one, by the operations that every PTP camera has: the fast lists
   * of MTP leave out what the library does not understand. The battery is nobody's business here.
   * Values of libmtp's device-flags.h.
   */
  private static final int OWN_FLAGS = 0x0000_0001 | 0x0000_0004 | 0x0001_0000;

  private static final String ZONE = "UTC";

  private final LibMtp library;
  private final UsbAddress address;

  private LibMtpPort(LibMtp library, UsbAddress address) {
    this.library = library;
    this.address = address;
  }

  /** Loads libmtp; the camera is not touched yet. */
  public static LibMtpPort of(UsbAddress address) throws IOException {
    requireUtc(System.getenv("TZ"));
    return new LibMtpPort(LibMtp.load(), address);
  }

  /** libmtp reads the camera's local times by this process's zone (F-21). */
  static void requireUtc(@Nullable String zone) throws IOException {
    if (!ZONE.equals(zone)) {
      throw new IOException("TZ: " + zone + " (expected: " + ZONE + ")");
    }
  }

  @Override
  public ErasingSession openListing() throws IOException {
    return open(true);
  }

  @Override
  public ErasingSession openFresh() throws IOException {
    return open(false);
  }

  private LibMtpSession open(boolean isCached) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment raw = arena.allocate(LibMtpLayouts.RAW_BYTES, Long.BYTES);
      MemorySegment unknown = arena.allocateFrom("camera");
      raw.set(ADDRESS, 0, unknown);
      raw.set(JAVA_SHORT, LibMtpLayouts.ENTRY_VENDOR_ID, (short) address.vendor());
      raw.set(ADDRESS, Long.BYTES * 2L, unknown);
      raw.set(JAVA_SHORT, LibMtpLayouts.ENTRY_PRODUCT_ID, (short) address.product());
      raw.set(JAVA_INT, LibMtpLayouts.ENTRY_FLAGS, OWN_FLAGS | knownFlags(arena));
      raw.set(JAVA_INT, LibMtpLayouts.RAW_BUS, address.bus());
      raw.set(JAVA_BYTE, LibMtpLayouts.RAW_NUMBER, (byte) address.number());
      MemorySegment device = library.open(raw, isCached);
      if (device.address() == 0) {
        throw new IOException("camera: no MTP session (expected: one, used by nobody else)");
      }
      return LibMtpSession.of(library, device);
    }
  }

  /** What libmtp's own table knows of this device's faults; 0 if it does not know the device. */
  private int knownFlags(Arena arena) throws IOException {
    MemorySegment table = arena.allocate(ADDRESS);
    MemorySegment count = arena.allocate(JAVA_INT);
    if (library.supportedDevices(table, count) != 0) {
      return 0;
    }
    int entries = count.get(JAVA_INT, 0);
    MemorySegment all =
        LibMtpLayouts.sized(table.get(ADDRESS, 0), entries * LibMtpLayouts.ENTRY_BYTES);
    for (int i = 0; i < entries; i++) {
      MemorySegment entry = all.asSlice(i * LibMtpLayouts.ENTRY_BYTES, LibMtpLayouts.ENTRY_BYTES);
      if (isFor(entry)) {
        return entry.get(JAVA_INT, LibMtpLayouts.ENTRY_FLAGS);
      }
    }
    return 0;
  }

  private boolean isFor(MemorySegment entry) {
    return LibMtpLayouts.entryId(entry, LibMtpLayouts.ENTRY_VENDOR_ID) == address.vendor()
        && LibMtpLayouts.entryId(entry, LibMtpLayouts.ENTRY_PRODUCT_ID) == address.product();
  }
}
