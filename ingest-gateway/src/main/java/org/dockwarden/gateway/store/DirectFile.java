package org.dockwarden.gateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file opened with {@code O_DIRECT} (open(2)): what it reads comes from the medium. Java's own
 * option for this lies in an unsupported package that cannot be named without a compiler warning,
 * so the three system calls are made here.
 */
@SuppressWarnings("restricted") // Calls libc; the launcher enables native access.
final class DirectFile implements Closeable {
  /** Enough for every block size in use; buffer, length and position are multiples of it. */
  static final int ALIGNMENT = 4096;

  private static final int O_CLOEXEC = 0x80000; // Equal on both architectures below.
  private static final int O_DIRECT_X86_64 = 0x4000; // asm-generic/fcntl.h
  private static final int O_DIRECT_AARCH64 = 0x10000; // arch/arm64 uapi/asm/fcntl.h
  private static final int NOT_OFFERED = -1;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Open OPEN =
      function(
          Open.class,
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2),
          Linker.Option.captureCallState("errno"));
  private static final Pread PREAD =
      function(
          Pread.class,
          "pread",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG),
          Linker.Option.captureCallState("errno"));
  private static final Close CLOSE =
      function(
          Close.class, "close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  /** open(2); public, because the JDK makes proxies of public interfaces only. */
  public interface Open {
    int open(MemorySegment state, MemorySegment path, int flags);
  }

  /** pread(2). */
  public interface Pread {
    long pread(MemorySegment state, int descriptor, MemorySegment to, long count, long position);
  }

  /** close(2). */
  public interface Close {
    int close(int descriptor);
  }

  private final Path file;
  private final int descriptor;
  private boolean closed;

  private DirectFile(Path file, int descriptor) {
    this.file = file;
    this.descriptor = descriptor;
  }

  /** Opens for reading; fails where the file system does not offer it. */
  static DirectFile open(Path file) throws IOException {
    int direct = directFlag();
    if (direct == NOT_OFFERED) {
      throw new IOException(file + ": no O_DIRECT known for this architecture");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int opened = OPEN.open(state, arena.allocateFrom(file.toString()), direct | O_CLOEXEC);
      if (opened < 0) {
        throw new IOException(file + ": open: errno " + (int) ERRNO.get(state, 0L));
      }
      return new DirectFile(file, opened);
    }
  }

  /** Reads at an aligned position into an aligned buffer; 0 at the end of the file. */
  int read(MemorySegment buffer, long position) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long count = PREAD.pread(state, descriptor, buffer, buffer.byteSize(), position);
      if (count < 0) {
        throw new IOException(
            file + ": read at " + position + ": errno " + (int) ERRNO.get(state, 0L));
      }
      return Math.toIntExact(count);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (CLOSE.close(descriptor) != 0) {
        throw new IOException(file + ": close failed");
      }
    }
  }

  private static int directFlag() {
    return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> O_DIRECT_X86_64;
      case "aarch64" -> O_DIRECT_AARCH64;
      default -> NOT_OFFERED;
    };
  }

  private static <T> T function(
      Class<T> form, String name, FunctionDescriptor type, Linker.Option... options) {
    MemorySegment address = LINKER.defaultLookup().find(name).orElseThrow();
    return MethodHandleProxies.asInterfaceInstance(
        form, LINKER.downcallHandle(address, type, options));
  }
}
