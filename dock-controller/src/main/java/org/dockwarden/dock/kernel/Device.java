package org.dockwarden.dock.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open character device. Not thread-safe. */
final class Device implements AutoCloseable {
  // asm-generic/fcntl.h
  private static final int O_RDWR_CLOEXEC = 2 | 0x80000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      STATE_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  // open(2) and ioctl(2) are variadic behind their second parameter.
  private static final MethodHandle OPEN =
      call("open", Linker.Option.firstVariadicArg(2), JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle IOCTL =
      call("ioctl", Linker.Option.firstVariadicArg(2), JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle CLOSE = call("close", null, JAVA_INT, JAVA_INT);

  private final String name;
  private final int descriptor;

  private Device(String name, int descriptor) {
    this.name = name;
    this.descriptor = descriptor;
  }

  static Device open(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE_LAYOUT);
      MemorySegment path = arena.allocateFrom(file.toString());
      int descriptor = (int) OPEN.invokeExact(state, path, O_RDWR_CLOEXEC, 0);
      return new Device(file.toString(), checked(file + ": open", descriptor, state));
    } catch (Throwable e) {
      throw failure(file + ": open", e);
    }
  }

  /** A descriptor that the kernel handed out. */
  static Device of(String name, int descriptor) {
    return new Device(name, descriptor);
  }

  /** Calls ioctl with a pointer. */
  void control(String what, long request, MemorySegment argument) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE_LAYOUT);
      int result = (int) IOCTL.invokeExact(state, descriptor, request, argument);
      checked(name + ": " + what, result, state);
    } catch (Throwable e) {
      throw failure(name + ": " + what, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE_LAYOUT);
      int result = (int) CLOSE.invokeExact(state, descriptor);
      checked(name + ": close", result, state);
    } catch (Throwable e) {
      throw failure(name + ": close", e);
    }
  }

  private static int checked(String what, int result, MemorySegment state) throws IOException {
    if (result < 0) {
      throw new IOException(what + ": errno " + (int) ERRNO_VALUE.get(state, 0L));
    }
    return result;
  }

  private static IOException failure(String call, Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case Error e -> throw e;
      default -> new IOException(call, cause);
    };
  }

  @SuppressWarnings("restricted") // The layouts are those of the C declarations.
  private static MethodHandle call(
      String name,
      Linker.@Nullable Option variadic,
      ValueLayout result,
      MemoryLayout... parameters) {
    MemorySegment function = LINKER.defaultLookup().findOrThrow(name);
    FunctionDescriptor signature = FunctionDescriptor.of(result, parameters);
    return variadic == null
        ? LINKER.downcallHandle(function, signature, ERRNO)
        : LINKER.downcallHandle(function, signature, ERRNO, variadic);
  }
}
