package org.dockwarden.dock.usb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.UsbDevice;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device that was authorised stays what it said it was (F-17). One that changes is broken
 * until its bay has been empty for a while: a device can drop and return by itself in a moment, a
 * person cannot. Pure but for the clock; for one thread at a time.
 */
public final class PromiseWatch {
  /** A reset or re-enumeration takes less; pulling a camera and plugging another takes longer. */
  static final Duration GONE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Map<BayNumber, Watched> bays = new HashMap<>();

  /** What is known of a bay; {@code emptySince} only while it is empty. */
  private record Watched(UsbDevice promised, boolean isBroken, @Nullable Long emptySince) {}

  public PromiseWatch(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** This device is about to be authorised for what it says of itself now. */
  public void promise(BayNumber bay, UsbDevice device) {
    bays.put(bay, new Watched(device, false, null));
  }

  /** Takes what is in all bays now. */
  public void observe(SortedMap<BayNumber, UsbDevice> occupants) {
    new TreeSet<>(bays.keySet()).forEach(bay -> observe(bay, occupants.get(bay)));
  }

  /** Takes what is in one bay now. */
  public void observe(BayNumber bay, @Nullable UsbDevice now) {
    Watched before = bays.get(bay);
    if (before == null) {
      return;
    }
    Watched after = next(before, now);
    if (after == null) {
      bays.remove(bay);
    } else {
      bays.put(bay, after);
    }
  }

  private @Nullable Watched next(Watched before, @Nullable UsbDevice now) {
    long time = nanoTime.getAsLong();
    Long emptySince = before.emptySince();
    if (now == null) {
      return emptySince == null ? new Watched(before.promised(), before.isBroken(), time) : before;
    }
    if (emptySince != null && time - emptySince >= GONE.toNanos()) {
      return null; // Another docking: it is judged from the start.
    }
    boolean isBroken = before.isBroken() || !isAsPromised(before.promised(), now);
    return new Watched(before.promised(), isBroken, null);
  }

  /** The bays whose device is not what was authorised. */
  public SortedSet<BayNumber> broken() {
    SortedSet<BayNumber> broken = new TreeSet<>();
    bays.forEach(
        (bay, watched) -> {
          if (watched.isBroken() && watched.emptySince() == null) {
            broken.add(bay);
          }
        });
    return broken;
  }

  /** Whether it has the same ids, serial and interfaces, and offers none but those. */
  static boolean isAsPromised(UsbDevice promised, UsbDevice now) {
    return promised.descriptor().vendorId().equals(now.descriptor().vendorId())
        && promised.descriptor().productId().equals(now.descriptor().productId())
        && promised.descriptor().serial().equals(now.descriptor().serial())
        && promised.promised().equals(now.promised())
        && promised.promised().containsAll(now.active());
  }
}
