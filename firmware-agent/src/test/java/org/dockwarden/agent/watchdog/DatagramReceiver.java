package org.dockwarden.agent.watchdog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** What systemd is to a service: a bound Unix datagram socket, by path or by abstract name. */
public final class DatagramReceiver implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle POLL = call("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECEIVE =
      call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);

  private final Arena arena = Arena.ofShared();
  private final int descriptor;

  /** Binds. */
  public DatagramReceiver(String name) throws Throwable {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    if (path[0] == '@') {
      path[0] = 0;
    }
    MemorySegment address = arena.allocate(2L + path.length, 2);
    address.set(JAVA_SHORT, 0, (short) 1);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, 2, path.length);
    descriptor = (int) SOCKET.invokeExact(1, 2, 0);
    assertTrue(descriptor >= 0);
    assertEquals(0, (int) BIND.invokeExact(descriptor, address, (int) address.byteSize()));
  }

  /** The next message, if one comes in time. */
  public Optional<String> receive(Duration time) throws Throwable {
    MemorySegment poll = arena.allocate(8, 4);
    poll.set(JAVA_INT, 0, descriptor);
    poll.set(JAVA_SHORT, 4, (short) 1);
    if ((int) POLL.invokeExact(poll, 1L, (int) time.toMillis()) <= 0) {
      return Optional.empty();
    }
    MemorySegment buffer = arena.allocate(4096);
    long count = (long) RECEIVE.invokeExact(descriptor, buffer, 4096L, 0);
    return Optional.of(
        new String(buffer.asSlice(0, count).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      assertEquals(0, (int) CLOSE.invokeExact(descriptor));
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      arena.close();
    }
  }

  @SuppressWarnings("restricted") // The layouts are those of the C declarations.
  private static MethodHandle call(String name, ValueLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters));
  }
}
