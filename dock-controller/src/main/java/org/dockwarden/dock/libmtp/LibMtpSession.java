package org.dockwarden.dock.libmtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A session through libmtp. The library tells of many failures only on its error stack and goes on
 * with a default, a length of 0 for instance; here whatever lies on that stack is a failure.
 */
final class LibMtpSession implements ErasingSession {
  /** PTP's length for "more than 32 bits can say". */
  private static final long UNKNOWN_BYTES = 0xffff_ffffL;

  private static final int NARROW_SIZE_BITS = 32;

  /** LIBMTP_PROPERTY_ObjectSize of libmtp.h. */
  private static final int PROPERTY_OBJECT_SIZE = 3;

  private static final int MAX_ERRORS = 8;

  private final LibMtp library;
  private final MemorySegment device;
  private boolean asksExactSize;

  private LibMtpSession(LibMtp library, MemorySegment device) {
    this.library = library;
    this.device = device;
    this.asksExactSize = LibMtpLayouts.sizeBits(device) == NARROW_SIZE_BITS;
  }

  /** Takes over an open device. */
  static LibMtpSession of(LibMtp library, MemorySegment device) throws IOException {
    LibMtpSession session = new LibMtpSession(library, device);
    try {
      session.requireNoErrors("session"); // Of a listing session: a folder that was not told.
      if (!LibMtpLayouts.hasStorage(device)) {
        throw new IOException("camera: no storage (expected: one; is it locked?)");
      }
      return session;
    } catch (IOException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public List<MtpObject> objects() throws IOException {
    List<MtpObject> told = new ArrayList<>();
    MemorySegment file = library.fileListing(device);
    while (file.address() != 0) {
      MemorySegment next = LibMtpLayouts.nextFile(file);
      told.add(LibMtpLayouts.object(file));
      library.destroyFile(file);
      file = next;
    }
    requireNoErrors("list");
    for (MtpObject object : told) {
      requireSize(object);
    }
    return told;
  }

  @Override
  public MtpObject object(int id) throws IOException {
    MemorySegment file = library.fileMetadata(device, id);
    if (file.address() == 0) {
      throw new IOException("object %08x: not told %s".formatted(id, errors()));
    }
    MtpObject object = LibMtpLayouts.object(file);
    library.destroyFile(file);
    requireNoErrors("object");
    if (object.kind() == MtpObject.Kind.FILE) {
      requireSize(object);
    }
    return object;
  }

  /** A length that may be another is none: a file must not be cut short. */
  private void requireSize(MtpObject object) throws IOException {
    if (object.bytes() < 0 || object.bytes() == UNKNOWN_BYTES) {
      throw new IOException("object %08x: its length is not told".formatted(object.id()));
    }
    if (!asksExactSize) {
      return;
    }
    long exact = library.u64FromObject(device, object.id(), PROPERTY_OBJECT_SIZE, UNKNOWN_BYTES);
    if (!errors().isEmpty()) {
      asksExactSize =
          false; // It has lengths of 32 bits only, and then says so where one is longer.
    } else if (exact != object.bytes()) {
      throw new IOException(
          "object %08x: %d bytes (expected: %d)".formatted(object.id(), object.bytes(), exact));
    }
  }

  @Override
  public byte[] read(int id, long offset, int length) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment size = arena.allocate(JAVA_INT);
      int result = library.partialObject(device, id, offset, length, data, size);
      MemorySegment bytes = data.get(ADDRESS, 0);
      try {
        requireNoErrors("read");
        int read = size.get(JAVA_INT, 0);
        if (result != 0 || read < 1 || read > length || bytes.address() == 0) {
          throw new IOException(
              "object %08x at %d: %d bytes (expected: 1 to %d)"
                  .formatted(id, offset, read, length));
        }
        return LibMtpLayouts.sized(bytes, read).toArray(JAVA_BYTE);
      } finally {
        if (result == 0 && bytes.address() != 0) {
          library.free(bytes);
        }
      }
    }
  }

  @Override
  public void erase(int id) throws IOException {
    if (library.erase(device, id) != 0) {
      throw new IOException("object %08x: not erased %s".formatted(id, errors()));
    }
    requireNoErrors("erase");
  }

  private void requireNoErrors(String what) throws IOException {
    String errors = errors();
    if (!errors.isEmpty()) {
      throw new IOException(what + ": " + errors);
    }
  }

  /** What libmtp has to complain of, which is then forgotten. */
  private String errors() throws IOException {
    List<String> texts = new ArrayList<>();
    MemorySegment error = library.errorStack(device);
    while (error.address() != 0 && texts.size() < MAX_ERRORS) {
      texts.add(LibMtpLayouts.errorText(error).replaceAll("\\p{Cntrl}", " ").strip());
      error = LibMtpLayouts.nextError(error);
    }
    if (!texts.isEmpty()) {
      library.clearErrorStack(device);
    }
    return String.join("; ", texts);
  }

  @Override
  public void close() throws IOException {
    library.release(device);
  }
}
