package org.dockwarden.agent.watchdog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/** Sends datagrams to one Unix domain address, which java.nio cannot. Thread-safe. */
final class NotifySocket implements AutoCloseable {
  // linux/socket.h, linux/un.h: equal on x86-64 and arm64.
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_BYTES = 108;
  private static final long PATH_OFFSET = 2;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      STATE_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SEND =
      call("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment state = arena.allocate(STATE_LAYOUT);
  private final MemorySegment address;
  private final int descriptor;

  /**
   * A socket that sends to this address.
   *
   * @param name a path, or {@code @} and a name in the abstract namespace: unix(7), sd_notify(3)
   */
  NotifySocket(String name) throws IOException {
    try {
      address = address(name);
      descriptor =
          checked("socket", (int) SOCKET.invokeExact(state, (int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0));
    } catch (Throwable e) {
      arena.close();
      throw failure("socket", e);
    }
  }

  private MemorySegment address(String name) throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (!name.matches("[/@].+") || path.length >= PATH_BYTES) {
      throw new IOException("NOTIFY_SOCKET: " + name + " (expected: a path, or @ and a name)");
    }
    if (path[0] == '@') {
      path[0] = 0;
    }
    // The length tells where it ends: an abstract name may hold zeros, a path needs none.
    MemorySegment segment = arena.allocate(PATH_OFFSET + path.length, Short.BYTES);
    segment.set(JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(path, 0, segment, JAVA_BYTE, PATH_OFFSET, path.length);
    return segment;
  }

  /** Sends one message. */
  synchronized void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena once = Arena.ofConfined()) {
      MemorySegment message = once.allocateFrom(JAVA_BYTE, bytes);
      long sent =
          (long)
              SEND.invokeExact(
                  state,
                  descriptor,
                  message,
                  (long) bytes.length,
                  MSG_NOSIGNAL,
                  address,
                  (int) address.byteSize());
      checked("sendto", (int) sent);
    } catch (Throwable e) {
      throw failure("sendto", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      checked("close", (int) CLOSE.invokeExact(state, descriptor));
    } catch (Throwable e) {
      throw failure("close", e);
    } finally {
      arena.close();
    }
  }

  private int checked(String call, int result) throws IOException {
    if (result < 0) {
      throw new IOException(call + ": errno " + (int) ERRNO_VALUE.get(state, 0L));
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
  private static MethodHandle call(String name, ValueLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters), ERRNO);
  }
}
