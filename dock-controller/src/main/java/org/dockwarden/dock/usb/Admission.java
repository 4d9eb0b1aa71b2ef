package org.dockwarden.dock.usb;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.dockwarden.dock.camera.CameraGoneException;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sysfs.UsbDevice;

/**
 * Lets accepted devices in, and puts out what changes afterwards (F-14 to F-18). Thread-safe; one
 * bay is for one thread, and whoever scans.
 */
public final class Admission {
  private static final Duration POLL = Duration.ofMillis(200);

  /** A device that does not complete gets this many power cycles before its bay is in fault. */
  private static final int POWER_CYCLES = 2;

  private final PortRequests helper;
  private final PortPower power;
  private final Waits waits;
  private final PromiseWatch watch;
  private final Map<BayNumber, Integer> cycles = new HashMap<>();
  private final SortedMap<BayNumber, String> problems = new TreeMap<>();

  /**
   * How long things take.
   *
   * @param enumerates longest wait for the interfaces of a device that was just authorised
   * @param powerOff how long a power cycle lasts, so that a device forgets
   */
  public record Waits(Duration enumerates, Duration powerOff) {
    /** A device answers a request within 5 s (USB 2.0, 9.2.6.4). */
    public static final Waits STANDARD = new Waits(Duration.ofSeconds(6), Duration.ofSeconds(3));
  }

  /** Looks again for a device that was seen before. */
  public interface Look {
    /** The device of the same connection as it is now; throws when it is gone. */
    UsbDevice again() throws IOException;
  }

  public Admission(PortRequests helper, PortPower power, Waits waits, LongSupplier nanoTime) {
    this.helper = helper;
    this.power = power;
    this.waits = waits;
    this.watch = new PromiseWatch(nanoTime);
  }

  /**
   * Authorises a device that a profile accepted, and gives it with its interfaces. It is watched
   * from here on until its bay is empty.
   */
  public UsbDevice admit(BayNumber bay, UsbDevice judged, Look look) throws IOException {
    synchronized (this) {
      if (watch.broken().contains(bay)) {
        throw changed(bay);
      }
      watch.promise(bay, judged);
    }
    if (!judged.isAuthorized()) {
      authorise(bay, judged, look);
    }
    long deadline = System.nanoTime() + waits.enumerates().toNanos();
    while (true) {
      UsbDevice now = look.again();
      if (!PromiseWatch.isAsPromised(judged, now)) {
        synchronized (this) {
          watch.observe(bay, now);
        }
        forbid(bay);
        throw changed(bay);
      }
      if (!now.active().isEmpty()) {
        completed(bay);
        return now;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw retry(bay);
      }
      pause(bay, POLL);
    }
  }

  private void authorise(BayNumber bay, UsbDevice device, Look look) throws IOException {
    try {
      helper.authorise(bay, device.deviceNumber());
    } catch (IOException e) {
      look.again(); // One that has left meanwhile is gone, and no fault of the bay.
      throw new BayException(BayReason.ENUMERATION_FAILED, "bay " + bay + ": " + e.getMessage(), e);
    }
  }

  /** Takes what is in the bays now; what is not what was authorised loses its drivers. */
  public void observe(SortedMap<BayNumber, UsbDevice> occupants) {
    SortedSet<BayNumber> broken;
    synchronized (this) {
      watch.observe(occupants);
      broken = watch.broken();
      problems.keySet().retainAll(broken);
    }
    for (BayNumber bay : broken) {
      UsbDevice device = occupants.get(bay);
      if (device != null && device.isAuthorized()) {
        forbid(bay);
      }
    }
  }

  /** Takes all drivers from what the bay holds; what fails shows, and is tried at the next scan. */
  private void forbid(BayNumber bay) {
    Optional<String> problem = Optional.empty();
    try {
      helper.forbid(bay);
    } catch (IOException e) {
      problem = Optional.of("bay " + bay + ": a device that changed is in use: " + e.getMessage());
    }
    synchronized (this) {
      problem.ifPresentOrElse(line -> problems.put(bay, line), () -> problems.remove(bay));
    }
  }

  /** The profiles refuse it: it has no drivers when this returns. */
  public void refuse(BayNumber bay, UsbDevice device) throws IOException {
    if (device.isAuthorized()) {
      helper.forbid(bay);
    }
  }

  private synchronized void completed(BayNumber bay) {
    cycles.remove(bay);
  }

  private IOException retry(BayNumber bay) throws IOException {
    int done;
    synchronized (this) {
      done = cycles.merge(bay, 1, Integer::sum) - 1;
      if (done >= POWER_CYCLES) {
        cycles.remove(bay); // Whoever plugs it in again may try again.
      }
    }
    String what = "bay " + bay + ": authorised, and no interface within " + waits.enumerates();
    if (done >= POWER_CYCLES) {
      return new BayException(
          BayReason.ENUMERATION_FAILED, what + ", after " + done + " power cycles");
    }
    try {
      power.set(bay, false);
    } catch (IOException e) {
      return new BayException(BayReason.ENUMERATION_FAILED, what + "; " + e.getMessage(), e);
    }
    try {
      pause(bay, waits.powerOff());
    } finally {
      on(bay);
    }
    return new CameraGoneException(what + "; power was cycled");
  }

  private void on(BayNumber bay) throws BayException {
    try {
      power.set(bay, true);
    } catch (IOException e) {
      throw new BayException(BayReason.POWER_FAILED, "bay " + bay + ": " + e.getMessage(), e);
    }
  }

  private static void pause(BayNumber bay, Duration time) throws BayException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BayException(BayReason.ENUMERATION_FAILED, "bay " + bay + ": interrupted", e);
    }
  }

  private static BayException changed(BayNumber bay) {
    return new BayException(
        BayReason.IDENTITY_CHANGED,
        "bay " + bay + ": not what it was when it was authorised (expected: unplugged)");
  }

  /** Bays whose device is out until it is unplugged. */
  public synchronized SortedSet<BayNumber> broken() {
    return watch.broken();
  }

  /** What could not be done, one line each. */
  public synchronized List<String> degradations() {
    return List.copyOf(problems.values());
  }
}
