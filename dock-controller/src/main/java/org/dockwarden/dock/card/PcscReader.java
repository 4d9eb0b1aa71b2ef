package org.dockwarden.dock.card;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.dockwarden.dock.card.Pcsc.PcscException;
import org.dockwarden.dock.card.Pcsc.ReaderState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every reader that pcscd knows. The number comes by the pseudo-APDU GET DATA, FF CA 00 00 00
 * (PC/SC part 3, 3.2.2.1.3). When pcscd ends, or is not there yet, a new context is tried for until
 * there is one; readers that come and go are followed.
 */
public final class PcscReader implements CardReader {
  /** The name of pcsc-lite's library since 1.0. */
  public static final String LIBRARY = "libpcsclite.so.1";

  private static final Logger LOG = LoggerFactory.getLogger(PcscReader.class);
  private static final byte[] GET_UID = {(byte) 0xFF, (byte) 0xCA, 0, 0, 0};
  private static final byte[] GOOD = {(byte) 0x90, 0}; // ISO/IEC 7816-4: SW1 SW2.

  /** Between two looks for a pcscd, or for a reader where there is none. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** No single wait inside the library is longer: close and new readers are noticed by then. */
  private static final Duration LONGEST_CALL = Duration.ofMillis(500);

  private final Pcsc pcsc;
  private long context;
  private boolean isConnected;
  private List<ReaderState> readers = List.of();
  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean closed;

  /**
   * A reader.
   *
   * @param library file name or path of pcsc-lite's library
   * @throws IllegalArgumentException if it cannot be loaded
   */
  public PcscReader(String library) {
    this.pcsc = new Pcsc(library);
  }

  @Override
  public synchronized Optional<Tap> await(Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    Optional<Tap> tap = Optional.empty();
    long left = longest.toNanos();
    while (tap.isEmpty() && left > 0 && !closed && !Thread.currentThread().isInterrupted()) {
      tap = look(Math.min(left, LONGEST_CALL.toNanos()) / 1_000_000);
      left = deadline - System.nanoTime();
    }
    return tap;
  }

  private Optional<Tap> look(long millis) {
    try {
      connect();
      follow();
      if (readers.isEmpty()) {
        degraded("no reader connected");
        pause(millis);
        return Optional.empty();
      }
      Optional<Tap> tap = changed(pcsc.await(context, readers, millis));
      well();
      return tap;
    } catch (PcscException e) {
      degraded(
          e.code() == Pcsc.E_NO_SERVICE ? "pcscd does not run" : String.valueOf(e.getMessage()));
      if (e.code() != Pcsc.E_UNKNOWN_READER) { // That one was only pulled.
        disconnect();
      }
      readers = List.of();
      pause(millis);
      return Optional.empty();
    }
  }

  private void connect() throws PcscException {
    if (!isConnected) {
      context = pcsc.establish();
      isConnected = true;
    }
  }

  /**
   * Keeps the states of readers that stay; a new one begins with what lies on it, which is no tap.
   */
  private void follow() throws PcscException {
    List<String> names = pcsc.readers(context);
    if (names.equals(readers.stream().map(ReaderState::name).toList())) {
      return;
    }
    List<ReaderState> followed = new ArrayList<>();
    for (String name : names) {
      Optional<ReaderState> known =
          readers.stream().filter(reader -> reader.name().equals(name)).findFirst();
      followed.add(known.isPresent() ? known.get() : first(name));
    }
    readers = followed;
    LOG.info("card readers: {}", names);
  }

  private ReaderState first(String name) throws PcscException {
    List<ReaderState> unaware = List.of(new ReaderState(name, Pcsc.STATE_UNAWARE));
    return pcsc.await(context, unaware, 0).getFirst();
  }

  private Optional<Tap> changed(List<ReaderState> now) {
    List<ReaderState> before = readers;
    readers = now;
    Optional<Tap> tap = Optional.empty();
    for (int index = 0; index < now.size(); index++) {
      ReaderState was = before.get(index);
      ReaderState is = now.get(index);
      if (is.hasCard() && is.state() != was.state() && (!was.hasCard() || wasSwapped(was, is))) {
        if (tap.isPresent()) {
          return Optional.of(new Tap.Unreadable("cards on two readers at once"));
        }
        tap = Optional.of(read(is.name()));
      }
    }
    return tap;
  }

  /** The high half counts the card events of a reader: two more is out and in again. */
  private static boolean wasSwapped(ReaderState was, ReaderState is) {
    return (is.state() >> 16) != (was.state() >> 16);
  }

  private Tap read(String reader) {
    try {
      byte[] answer = pcsc.transmit(context, reader, GET_UID);
      int uidBytes = answer.length - GOOD.length;
      if (uidBytes < 0 || !Arrays.equals(answer, uidBytes, answer.length, GOOD, 0, GOOD.length)) {
        return new Tap.Unreadable("card: no answer to GET DATA");
      }
      return Tap.of(Arrays.copyOf(answer, uidBytes));
    } catch (PcscException e) {
      return new Tap.Unreadable("card: " + e.getMessage()); // Gone too soon, most of the time.
    }
  }

  private void disconnect() {
    if (isConnected) {
      pcsc.release(context);
      isConnected = false;
    }
  }

  private void pause(long millis) {
    LockSupport.parkNanos(Math.min(PAUSE.toNanos(), Duration.ofMillis(millis).toNanos()));
  }

  private void degraded(String what) {
    Optional<String> now = Optional.of("card reader: " + what);
    if (!now.equals(failure)) {
      LOG.warn("card reader: {}", what);
      failure = now;
    }
  }

  private void well() {
    if (failure.isPresent()) {
      LOG.info("card reader: well again");
      failure = Optional.empty();
    }
  }

  @Override
  public List<String> degradations() {
    return failure.stream().toList();
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) { // Whoever waits has left.
      disconnect();
      pcsc.close();
    }
  }
}
