package org.dockwarden.dock.libmtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Structures of libmtp.h as they lie in memory on 64-bit Linux, and reading them. What a pointer
 * points to is read only as far as its structure or its string goes.
 */
final class LibMtpLayouts {
  // struct LIBMTP_device_entry_struct: vendor*, vendor_id, product*, product_id, device_flags.
  static final long ENTRY_BYTES = 32;
  static final long ENTRY_VENDOR_ID = 8;
  static final long ENTRY_PRODUCT_ID = 24;
  static final long ENTRY_FLAGS = 28;
  // struct LIBMTP_raw_device_struct: device_entry, bus_location, devnum.
  static final long RAW_BUS = 32;
  static final long RAW_NUMBER = 36;
  static final long RAW_BYTES = 40;
  // struct LIBMTP_mtpdevice_struct: object_bitsize, params*, usbinfo*, storage*.
  private static final long DEVICE_BYTES = 32;
  private static final long DEVICE_STORAGE = 24;
  // struct LIBMTP_file_struct.
  private static final long FILE_ID = 0;
  private static final long FILE_PARENT = 4;
  private static final long FILE_STORAGE = 8;
  private static final long FILE_NAME = 16;
  private static final long FILE_BYTES = 24;
  private static final long FILE_MODIFIED = 32;
  private static final long FILE_TYPE = 40;
  private static final long FILE_NEXT = 48;
  private static final long FILE_STRUCT_BYTES = 56;
  // struct LIBMTP_error_struct: errornumber, error_text*, next*.
  private static final long ERROR_TEXT = 8;
  private static final long ERROR_NEXT = 16;
  private static final long ERROR_BYTES = 24;

  // enum LIBMTP_filetype_t.
  private static final int TYPE_FOLDER = 0;
  private static final int TYPE_ALBUM = 42;
  private static final int TYPE_PLAYLIST = 43;

  /** PTP strings have 255 UTF-16 units at the most; in UTF-8 that is 765 bytes. */
  private static final int MAX_TEXT_BYTES = 1024;

  private LibMtpLayouts() {}

  /** object_bitsize: 32 or 64 bits of length for an object. */
  static int sizeBits(MemorySegment device) {
    return sized(device, DEVICE_BYTES).get(JAVA_BYTE, 0);
  }

  static boolean hasStorage(MemorySegment device) {
    return sized(device, DEVICE_BYTES).get(ADDRESS, DEVICE_STORAGE).address() != 0;
  }

  static MtpObject object(MemorySegment file) {
    MemorySegment from = sized(file, FILE_STRUCT_BYTES);
    long bytes = from.get(JAVA_LONG, FILE_BYTES);
    return new MtpObject(
        from.get(JAVA_INT, FILE_ID),
        from.get(JAVA_INT, FILE_PARENT),
        from.get(JAVA_INT, FILE_STORAGE),
        text(from.get(ADDRESS, FILE_NAME)),
        bytes,
        from.get(JAVA_LONG, FILE_MODIFIED),
        kind(from.get(JAVA_INT, FILE_TYPE), bytes));
  }

  private static MtpObject.Kind kind(int type, long bytes) {
    return switch (type) {
      case TYPE_FOLDER -> MtpObject.Kind.FOLDER;
      case TYPE_ALBUM, TYPE_PLAYLIST -> bytes == 0 ? MtpObject.Kind.ABSTRACT : MtpObject.Kind.FILE;
      default -> MtpObject.Kind.FILE;
    };
  }

  static MemorySegment nextFile(MemorySegment file) {
    return sized(file, FILE_STRUCT_BYTES).get(ADDRESS, FILE_NEXT);
  }

  static String errorText(MemorySegment error) {
    return new String(
        text(sized(error, ERROR_BYTES).get(ADDRESS, ERROR_TEXT)), StandardCharsets.UTF_8);
  }

  static MemorySegment nextError(MemorySegment error) {
    return sized(error, ERROR_BYTES).get(ADDRESS, ERROR_NEXT);
  }

  static int entryId(MemorySegment entry, long offset) {
    return Short.toUnsignedInt(entry.get(JAVA_SHORT, offset));
  }

  /** A C string without its end; nothing for a null pointer. */
  private static byte[] text(MemorySegment pointer) {
    if (pointer.address() == 0) {
      return new byte[0];
    }
    MemorySegment from = sized(pointer, MAX_TEXT_BYTES);
    byte[] text = new byte[MAX_TEXT_BYTES];
    int length = 0;
    while (length < MAX_TEXT_BYTES && from.get(JAVA_BYTE, length) != 0) {
      text[length] = from.get(JAVA_BYTE, length);
      length++;
    }
    return Arrays.copyOf(text, length);
  }

  @SuppressWarnings("restricted") // The size is that of the structure in libmtp.h.
  static MemorySegment sized(MemorySegment pointer, long bytes) {
    return pointer.reinterpret(bytes);
  }
}
