package org.dockwarden.agent;

import java.io.IOException;

/** Counts the calls of a port, and fails the n-th, or all from it on. Thread-safe. */
final class FaultCount {
  private final long first;
  private final long last;
  private final Effect effect;
  private long calls;

  /** What a call that fails has done. */
  enum Effect {
    NONE,
    DONE
  }

  /** A call of a port. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  private FaultCount(long first, long last, Effect effect) {
    this.first = first;
    this.last = last;
    this.effect = effect;
  }

  static FaultCount never() {
    return new FaultCount(Long.MAX_VALUE, Long.MAX_VALUE, Effect.NONE);
  }

  static FaultCount at(long n, Effect effect) {
    return new FaultCount(n, n, effect);
  }

  static FaultCount from(long n) {
    return new FaultCount(n, Long.MAX_VALUE, Effect.NONE);
  }

  synchronized boolean hasStruck() {
    return calls >= first;
  }

  private synchronized boolean fails() {
    calls++;
    return calls >= first && calls <= last;
  }

  /** Makes the call, unless this is the one that fails without effect. */
  <T> T run(Call<T> call) throws IOException {
    if (!fails()) {
      return call.run();
    }
    if (effect == Effect.DONE) {
      T done = call.run();
      if (done instanceof AutoCloseable open) {
        close(open);
      }
    }
    throw new IOException("wanted, at " + first);
  }

  private static void close(AutoCloseable open) throws IOException {
    try {
      open.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) { // AutoCloseable declares it.
      throw new IOException(e);
    }
  }
}
