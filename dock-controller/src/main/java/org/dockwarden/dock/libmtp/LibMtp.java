package org.dockwarden.dock.libmtp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libmtp (libmtp.so.9, libmtp.h) that are used, one to one. There is one that
 * changes a camera, {@link #erase}. Not thread-safe, as the library is not.
 */
final class LibMtp {
  static final String LIBRARY = "libmtp.so.9";

  private final MethodHandle supportedDevices;
  private final MethodHandle openCached;
  private final MethodHandle openUncached;
  private final MethodHandle release;
  private final MethodHandle fileListing;
  private final MethodHandle fileMetadata;
  private final MethodHandle destroyFile;
  private final MethodHandle u64FromObject;
  private final MethodHandle partialObject;
  private final MethodHandle deleteObject;
  private final MethodHandle errorStack;
  private final MethodHandle clearErrorStack;
  private final MethodHandle free;

  private LibMtp(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    supportedDevices =
        call(linker, library, "LIBMTP_Get_Supported_Devices_List", JAVA_INT, ADDRESS, ADDRESS);
    openCached = call(linker, library, "LIBMTP_Open_Raw_Device", ADDRESS, ADDRESS);
    openUncached = call(linker, library, "LIBMTP_Open_Raw_Device_Uncached", ADDRESS, ADDRESS);
    release = procedure(linker, library, "LIBMTP_Release_Device", ADDRESS);
    fileListing =
        call(
            linker,
            library,
            "LIBMTP_Get_Filelisting_With_Callback",
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    fileMetadata = call(linker, library, "LIBMTP_Get_Filemetadata", ADDRESS, ADDRESS, JAVA_INT);
    destroyFile = procedure(linker, library, "LIBMTP_destroy_file_t", ADDRESS);
    u64FromObject =
        call(
            linker,
            library,
            "LIBMTP_Get_u64_From_Object",
            JAVA_LONG,
            ADDRESS,
            JAVA_INT,
            JAVA_INT,
            JAVA_LONG);
    partialObject =
        call(
            linker,
            library,
            "LIBMTP_GetPartialObject",
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_LONG,
            JAVA_INT,
            ADDRESS,
            ADDRESS);
    deleteObject = call(linker, library, "LIBMTP_Delete_Object", JAVA_INT, ADDRESS, JAVA_INT);
    errorStack = call(linker, library, "LIBMTP_Get_Errorstack", ADDRESS, ADDRESS);
    clearErrorStack = procedure(linker, library, "LIBMTP_Clear_Errorstack", ADDRESS);
    free = procedure(linker, linker.defaultLookup(), "free", ADDRESS);
  }

  /** Loads the library and makes it ready. */
  @SuppressWarnings("restricted") // The functions are those of libmtp.h, as above.
  static LibMtp load() throws IOException {
    try {
      SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
      LibMtp loaded = new LibMtp(library);
      keepStandardOutput(Linker.nativeLinker().defaultLookup());
      procedure(Linker.nativeLinker(), library, "LIBMTP_Init").invokeExact();
      return loaded;
    } catch (Throwable e) {
      throw failure(LIBRARY + " (Debian's libmtp9)", e);
    }
  }

  /**
   * The library writes notes to C's stdout, where this process answers: from here on they go to
   * stderr. Java's own streams use the descriptors and are not touched.
   */
  private static void keepStandardOutput(SymbolLookup c) {
    MemorySegment error = LibMtpLayouts.sized(c.findOrThrow("stderr"), ADDRESS.byteSize());
    MemorySegment output = LibMtpLayouts.sized(c.findOrThrow("stdout"), ADDRESS.byteSize());
    output.set(ADDRESS, 0, error.get(ADDRESS, 0));
  }

  /** The library's own table of devices; it lives as long as the library. */
  int supportedDevices(MemorySegment table, MemorySegment count) throws IOException {
    try {
      return (int) supportedDevices.invokeExact(table, count);
    } catch (Throwable e) {
      throw failure("LIBMTP_Get_Supported_Devices_List", e);
    }
  }

  MemorySegment open(MemorySegment rawDevice, boolean isCached) throws IOException {
    try {
      return isCached
          ? (MemorySegment) openCached.invokeExact(rawDevice)
          : (MemorySegment) openUncached.invokeExact(rawDevice);
    } catch (Throwable e) {
      throw failure("LIBMTP_Open_Raw_Device", e);
    }
  }

  void release(MemorySegment device) throws IOException {
    try {
      release.invokeExact(device);
    } catch (Throwable e) {
      throw failure("LIBMTP_Release_Device", e);
    }
  }

  MemorySegment fileListing(MemorySegment device) throws IOException {
    try {
      return (MemorySegment)
          fileListing.invokeExact(device, MemorySegment.NULL, MemorySegment.NULL);
    } catch (Throwable e) {
      throw failure("LIBMTP_Get_Filelisting_With_Callback", e);
    }
  }

  MemorySegment fileMetadata(MemorySegment device, int id) throws IOException {
    try {
      return (MemorySegment) fileMetadata.invokeExact(device, id);
    } catch (Throwable e) {
      throw failure("LIBMTP_Get_Filemetadata", e);
    }
  }

  void destroyFile(MemorySegment file) throws IOException {
    try {
      destroyFile.invokeExact(file);
    } catch (Throwable e) {
      throw failure("LIBMTP_destroy_file_t", e);
    }
  }

  long u64FromObject(MemorySegment device, int id, int property, long none) throws IOException {
    try {
      return (long) u64FromObject.invokeExact(device, id, property, none);
    } catch (Throwable e) {
      throw failure("LIBMTP_Get_u64_From_Object", e);
    }
  }

  int partialObject(
      MemorySegment device, int id, long offset, int length, MemorySegment data, MemorySegment size)
      throws IOException {
    try {
      return (int) partialObject.invokeExact(device, id, offset, length, data, size);
    } catch (Throwable e) {
      throw failure("LIBMTP_GetPartialObject", e);
    }
  }

  int erase(MemorySegment device, int id) throws IOException {
    try {
      return (int) deleteObject.invokeExact(device, id);
    } catch (Throwable e) {
      throw failure("LIBMTP_Delete_Object", e);
    }
  }

  MemorySegment errorStack(MemorySegment device) throws IOException {
    try {
      return (MemorySegment) errorStack.invokeExact(device);
    } catch (Throwable e) {
      throw failure("LIBMTP_Get_Errorstack", e);
    }
  }

  void clearErrorStack(MemorySegment device) throws IOException {
    try {
      clearErrorStack.invokeExact(device);
    } catch (Throwable e) {
      throw failure("LIBMTP_Clear_Errorstack", e);
    }
  }

  void free(MemorySegment memory) throws IOException {
    try {
      free.invokeExact(memory);
    } catch (Throwable e) {
      throw failure("free", e);
    }
  }

  private static IOException failure(String call, Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case Error e -> throw e;
      default -> new IOException(call + ": " + cause.getMessage(), cause);
    };
  }

  @SuppressWarnings("restricted") // The functions are those of libmtp.h, as above.
  private static MethodHandle call(
      Linker linker,
      SymbolLookup library,
      String name,
      MemoryLayout result,
      MemoryLayout... parameters) {
    return linker.downcallHandle(
        library.findOrThrow(name), FunctionDescriptor.of(result, parameters));
  }

  @SuppressWarnings("restricted") // The functions are those of libmtp.h, as above.
  private static MethodHandle procedure(
      Linker linker, SymbolLookup library, String name, MemoryLayout... parameters) {
    return linker.downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(parameters));
  }
}
