package org.dockwarden.agent.clock;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.dockwarden.evidence.manifest.DockClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the kernel's clock is disciplined by a time source: the STA_UNSYNC bit that adjtimex(2)
 * reports, whichever daemon keeps it. 64-bit Linux; elsewhere unknown.
 */
public final class KernelClock {
  private static final Logger LOG = LoggerFactory.getLogger(KernelClock.class);

  /** More than sizeof(struct timex) on 64-bit Linux, which is 208 (linux/timex.h). */
  private static final long TIMEX_BYTES = 256;

  /** offsetof(struct timex, status) on 64-bit Linux. */
  private static final long STATUS_OFFSET = 40;

  /** linux/timex.h: clock unsynchronized. */
  private static final int STA_UNSYNC = 0x0040;

  private final Optional<MethodHandle> adjtimex;

  /** Looks the system call up once. */
  public KernelClock() {
    this.adjtimex = find();
  }

  @SuppressWarnings("restricted") // The launcher allows native access.
  private static Optional<MethodHandle> find() {
    if (!System.getProperty("os.name").equals("Linux")
        || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
      return Optional.empty();
    }
    SymbolLookup libc = Linker.nativeLinker().defaultLookup();
    return libc.find("adjtimex")
        .map(
            symbol ->
                Linker.nativeLinker()
                    .downcallHandle(
                        symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS)));
  }

  /** The state now; reading changes nothing (modes is 0). */
  public DockClock state() {
    if (adjtimex.isEmpty()) {
      return DockClock.UNKNOWN;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
      int result = (int) adjtimex.get().invokeExact(timex);
      if (result < 0) {
        return DockClock.UNKNOWN;
      }
      int status = timex.get(ValueLayout.JAVA_INT, STATUS_OFFSET);
      return (status & STA_UNSYNC) == 0 ? DockClock.SYNCHRONISED : DockClock.UNSYNCHRONISED;
    } catch (Throwable e) { // MethodHandle.invokeExact declares it.
      LOG.warn("adjtimex: {}", e.toString());
      return DockClock.UNKNOWN;
    }
  }
}
