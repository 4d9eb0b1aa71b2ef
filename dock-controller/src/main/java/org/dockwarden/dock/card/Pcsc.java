package org.dockwarden.dock.card;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of libpcsclite that a card reader needs (winscard.h, pcsclite.h of pcsc-lite: LONG,
 * DWORD and handles are {@code long}). {@code javax.smartcardio} keeps one context for the life of
 * the process, which is dead once pcscd has restarted; here a new one can be made. One thread.
 */
final class Pcsc implements AutoCloseable {
  // pcsclite.h
  static final long SUCCESS = 0;
  static final long E_TIMEOUT = 0x8010000AL;
  static final long E_NO_SERVICE = 0x8010001DL;
  static final long E_NO_READERS = 0x8010002EL;
  static final long E_UNKNOWN_READER = 0x80100009L;
  static final long STATE_UNAWARE = 0;
  static final long STATE_CHANGED = 0x2;
  static final long STATE_PRESENT = 0x20;
  static final long STATE_MUTE = 0x200;
  private static final long SCOPE_SYSTEM = 2;
  private static final long SHARE_SHARED = 2;
  private static final long PROTOCOL_ANY = 1 | 2;
  private static final long LEAVE_CARD = 0;
  private static final int MAX_READERS_BYTES = 16 * 128; // PCSCLITE_MAX_READERS_CONTEXTS names.
  private static final int MAX_ANSWER_BYTES = 264; // A short APDU's answer, and some.
  private static final long CODE = 0xFFFF_FFFFL;

  // SCARD_READERSTATE: name, user data, current state, event state, length of ATR, ATR[33].
  private static final long READER_STATE_BYTES = 80;
  private static final long CURRENT_STATE = 16;
  private static final long EVENT_STATE = 24;
  private static final long IO_REQUEST_BYTES = 16;

  private final Arena arena = Arena.ofShared();
  private final MethodHandle establish;
  private final MethodHandle release;
  private final MethodHandle listReaders;
  private final MethodHandle statusChange;
  private final MethodHandle connect;
  private final MethodHandle disconnect;
  private final MethodHandle transmit;

  /** A call that did not succeed, with the code that pcsclite.h names. */
  static final class PcscException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final long code;

    PcscException(String call, long code) {
      super("%s: 0x%08X".formatted(call, code));
      this.code = code;
    }

    long code() {
      return code;
    }
  }

  /** A reader and its state as it was last seen; {@code state} has the count of events in it. */
  record ReaderState(String name, long state) {
    boolean hasCard() {
      return (state & STATE_PRESENT) != 0 && (state & STATE_MUTE) == 0;
    }
  }

  /**
   * Loads the library.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  @SuppressWarnings("restricted") // The layouts are those of the C declarations above.
  Pcsc(String library) {
    try {
      SymbolLookup symbols = SymbolLookup.libraryLookup(library, arena);
      establish = find(symbols, "SCardEstablishContext", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
      release = find(symbols, "SCardReleaseContext", JAVA_LONG);
      listReaders = find(symbols, "SCardListReaders", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
      statusChange =
          find(symbols, "SCardGetStatusChange", JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
      connect =
          find(symbols, "SCardConnect", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS);
      disconnect = find(symbols, "SCardDisconnect", JAVA_LONG, JAVA_LONG);
      transmit =
          find(
              symbols,
              "SCardTransmit",
              JAVA_LONG,
              ADDRESS,
              ADDRESS,
              JAVA_LONG,
              ADDRESS,
              ADDRESS,
              ADDRESS);
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      arena.close();
      throw new IllegalArgumentException(library + " (expected: pcsc-lite's library)", e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle find(SymbolLookup symbols, String name, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(JAVA_LONG, parameters));
  }

  /** A new context; {@code E_NO_SERVICE} where no pcscd runs. */
  long establish() throws PcscException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment context = call.allocate(JAVA_LONG);
      check(
          "SCardEstablishContext",
          (long)
              establish.invokeExact(SCOPE_SYSTEM, MemorySegment.NULL, MemorySegment.NULL, context));
      return context.get(JAVA_LONG, 0);
    } catch (Throwable e) { // MethodHandle.invokeExact declares it.
      throw failure(e);
    }
  }

  void release(long context) {
    try {
      long code = (long) release.invokeExact(context);
      if ((code & CODE) != SUCCESS) {
        return; // It was dead already: that is why it is released.
      }
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** The names of the readers that are there. */
  List<String> readers(long context) throws PcscException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment names = call.allocate(MAX_READERS_BYTES);
      MemorySegment length = call.allocateFrom(JAVA_LONG, MAX_READERS_BYTES);
      long code = (long) listReaders.invokeExact(context, MemorySegment.NULL, names, length) & CODE;
      if (code == E_NO_READERS) {
        return List.of();
      }
      check("SCardListReaders", code);
      return split(names.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** A multi-string: each ends with NUL, and an empty one ends them all. */
  private static List<String> split(byte[] multi) {
    List<String> names = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < multi.length && (multi[at] != 0 || at > start); at++) {
      if (multi[at] == 0) {
        names.add(new String(multi, start, at - start, StandardCharsets.UTF_8));
        start = at + 1;
      }
    }
    return names;
  }

  /** Waits until one of these is in another state than given; the states then. */
  List<ReaderState> await(long context, List<ReaderState> known, long millis) throws PcscException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment states = call.allocate(READER_STATE_BYTES * known.size(), 8);
      for (int index = 0; index < known.size(); index++) {
        long at = index * READER_STATE_BYTES;
        states.set(ADDRESS, at, call.allocateFrom(known.get(index).name()));
        states.set(JAVA_LONG, at + CURRENT_STATE, known.get(index).state());
      }
      long code =
          (long) statusChange.invokeExact(context, millis, states, (long) known.size()) & CODE;
      if (code == E_TIMEOUT) {
        return known;
      }
      check("SCardGetStatusChange", code);
      List<ReaderState> now = new ArrayList<>();
      for (int index = 0; index < known.size(); index++) {
        long event = states.get(JAVA_LONG, index * READER_STATE_BYTES + EVENT_STATE);
        now.add(new ReaderState(known.get(index).name(), event & ~STATE_CHANGED));
      }
      return now;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** Sends one command to the card on a reader, and returns its answer. */
  byte[] transmit(long context, String reader, byte[] command) throws PcscException {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment card = call.allocate(JAVA_LONG);
      MemorySegment protocol = call.allocate(JAVA_LONG);
      check(
          "SCardConnect",
          (long)
              connect.invokeExact(
                  context, call.allocateFrom(reader), SHARE_SHARED, PROTOCOL_ANY, card, protocol));
      long handle = card.get(JAVA_LONG, 0);
      try {
        return transmit(call, handle, protocol.get(JAVA_LONG, 0), command);
      } finally {
        long _ = (long) disconnect.invokeExact(handle, LEAVE_CARD);
      }
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private byte[] transmit(Arena call, long card, long protocol, byte[] command) throws Throwable {
    MemorySegment request = call.allocate(IO_REQUEST_BYTES, 8);
    request.set(JAVA_LONG, 0, protocol);
    request.set(JAVA_LONG, 8, IO_REQUEST_BYTES);
    MemorySegment answer = call.allocate(MAX_ANSWER_BYTES);
    MemorySegment length = call.allocateFrom(JAVA_LONG, MAX_ANSWER_BYTES);
    check(
        "SCardTransmit",
        (long)
            transmit.invokeExact(
                card,
                request,
                call.allocateFrom(JAVA_BYTE, command),
                (long) command.length,
                MemorySegment.NULL,
                answer,
                length));
    long bytes = Math.clamp(length.get(JAVA_LONG, 0), 0, MAX_ANSWER_BYTES);
    return answer.asSlice(0, bytes).toArray(JAVA_BYTE);
  }

  private static void check(String call, long result) throws PcscException {
    long code = result & CODE;
    if (code != SUCCESS) {
      throw new PcscException(call, code);
    }
  }

  private static PcscException failure(Throwable cause) {
    return switch (cause) {
      case PcscException e -> e;
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new AssertionError(cause);
    };
  }

  @Override
  public void close() {
    arena.close();
  }
}
