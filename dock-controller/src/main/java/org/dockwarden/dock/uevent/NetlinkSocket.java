package org.dockwarden.dock.uevent;

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
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * A netlink socket for the kernel's uevents: netlink(7), AF_NETLINK with NETLINK_KOBJECT_UEVENT,
 * bound to group 1, on which only the kernel may send. Not thread-safe.
 */
final class NetlinkSocket implements AutoCloseable {
  // linux/socket.h, linux/netlink.h, asm-generic: equal on x86-64 and arm64.
  private static final int AF_NETLINK = 16;
  private static final int SOCK_DGRAM_CLOEXEC_NONBLOCK = 2 | 0x80000 | 0x800;
  private static final int NETLINK_KOBJECT_UEVENT = 15;
  private static final int KERNEL_GROUP = 1;
  private static final short POLLIN = 1;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int ENOBUFS = 105;

  private static final StructLayout ADDRESS_LAYOUT =
      MemoryLayout.structLayout(
          JAVA_SHORT.withName("family"),
          JAVA_SHORT.withName("pad"),
          JAVA_INT.withName("pid"),
          JAVA_INT.withName("groups"));
  private static final long PID_OFFSET = 4;
  private static final StructLayout POLL_LAYOUT =
      MemoryLayout.structLayout(
          JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT.withName("revents"));

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      STATE_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle POLL = call("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECEIVE =
      call("recvfrom", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);

  /** What one receive gave. */
  sealed interface Received {
    /** A message of the kernel. */
    record Message(byte[] bytes) implements Received {}

    /** Messages were lost because they came faster than they were read (ENOBUFS). */
    record Overflow() implements Received {}

    /** A message of somebody else, which says nothing. */
    record Foreign() implements Received {}

    /** Nothing is waiting. */
    record Nothing() implements Received {}
  }

  private final Arena arena = Arena.ofShared();
  private final MemorySegment state = arena.allocate(STATE_LAYOUT);
  private final MemorySegment buffer = arena.allocate(Uevent.MAX_BYTES);
  private final MemorySegment sender = arena.allocate(ADDRESS_LAYOUT);
  private final MemorySegment senderBytes = arena.allocate(JAVA_INT);
  private final MemorySegment poll = arena.allocate(POLL_LAYOUT);
  private final int descriptor;

  private NetlinkSocket() throws IOException {
    try {
      descriptor =
          checked(
              "socket",
              (int)
                  SOCKET.invokeExact(
                      state, AF_NETLINK, SOCK_DGRAM_CLOEXEC_NONBLOCK, NETLINK_KOBJECT_UEVENT));
    } catch (Throwable e) {
      arena.close();
      throw failure("socket", e);
    }
  }

  static NetlinkSocket open() throws IOException {
    NetlinkSocket socket = new NetlinkSocket();
    try {
      socket.bind();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void bind() throws IOException {
    MemorySegment address = arena.allocate(ADDRESS_LAYOUT);
    address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
    address.set(JAVA_INT, 8, KERNEL_GROUP);
    try {
      checked(
          "bind",
          (int) BIND.invokeExact(state, descriptor, address, (int) ADDRESS_LAYOUT.byteSize()));
    } catch (Throwable e) {
      throw failure("bind", e);
    }
  }

  /** Waits until something can be received; false after the time. */
  boolean poll(int timeoutMillis) throws IOException {
    poll.set(JAVA_INT, 0, descriptor);
    poll.set(JAVA_SHORT, 4, POLLIN);
    poll.set(JAVA_SHORT, 6, (short) 0);
    try {
      int ready = (int) POLL.invokeExact(state, poll, 1L, timeoutMillis);
      if (ready < 0 && errno() == EINTR) {
        return false;
      }
      return checked("poll", ready) > 0;
    } catch (Throwable e) {
      throw failure("poll", e);
    }
  }

  /** Takes one message; does not wait. */
  Received receive() throws IOException {
    senderBytes.set(JAVA_INT, 0, (int) ADDRESS_LAYOUT.byteSize());
    long count;
    try {
      count =
          (long)
              RECEIVE.invokeExact(
                  state, descriptor, buffer, buffer.byteSize(), 0, sender, senderBytes);
    } catch (Throwable e) {
      throw failure("recvfrom", e);
    }
    if (count < 0) {
      return switch (errno()) {
        case EAGAIN, EINTR -> new Received.Nothing();
        case ENOBUFS -> new Received.Overflow();
        default -> throw new IOException("recvfrom: errno " + errno());
      };
    }
    if (sender.get(JAVA_INT, PID_OFFSET) != 0) {
      return new Received.Foreign(); // The kernel's port id is 0, and nobody else can have it.
    }
    return new Received.Message(buffer.asSlice(0, count).toArray(JAVA_BYTE));
  }

  @Override
  public void close() throws IOException {
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
      throw new IOException(call + ": errno " + errno());
    }
    return result;
  }

  private int errno() {
    return (int) ERRNO_VALUE.get(state, 0L);
  }

  private static IOException failure(String call, Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case Error e -> throw e;
      default -> new IOException(call, cause);
    };
  }

  @SuppressWarnings("restricted") // The layouts are those of the C declarations above.
  private static MethodHandle call(String name, ValueLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, parameters), ERRNO);
  }
}
