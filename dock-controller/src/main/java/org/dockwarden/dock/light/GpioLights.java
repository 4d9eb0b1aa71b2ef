package org.dockwarden.dock.light;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.gpio.OutputLine;
import org.dockwarden.dock.gpio.OutputLines;
import org.dockwarden.dock.hardware.Lights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lights of three lines for each bay, and a buzzer if there is one. One thread blinks them all; it
 * sleeps while nothing changes. A line that fails is a degradation and is tried again each second;
 * showing a pattern never waits for a line.
 */
public final class GpioLights implements Lights {
  private static final Logger LOG = LoggerFactory.getLogger(GpioLights.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final SortedMap<BayNumber, Shown> bays = new TreeMap<>();
  private final Optional<OutputLine> buzzer;
  private final List<OutputLine> open;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** A native call to a line would hold the carrier of a virtual thread. */
  private final Thread thread = Thread.ofPlatform().name("lights").unstarted(this::work);

  private boolean isBuzzing;
  private Optional<String> buzzerFailure = Optional.empty();
  private boolean isClosed;

  /** A bay's light: what it is to show since when, and what it shows. */
  private static final class Shown {
    final RgbLamp lamp;
    LightPattern pattern = LightPattern.OFF;
    long sinceNanos;
    Optional<Colour> applied = Optional.empty();
    Optional<String> failure = Optional.empty();

    Shown(RgbLamp lamp) {
      this.lamp = lamp;
    }
  }

  /**
   * Where the lights are.
   *
   * @param red lines in the order of the bays, likewise green and blue
   */
  public record Wiring(
      int chip,
      List<Integer> red,
      List<Integer> green,
      List<Integer> blue,
      boolean isActiveLow,
      Optional<Integer> buzzer) {}

  private GpioLights(
      SortedMap<BayNumber, RgbLamp> lamps,
      Optional<OutputLine> buzzer,
      List<OutputLine> open,
      LongSupplier nanoTime) {
    lamps.forEach((bay, lamp) -> bays.put(bay, new Shown(lamp)));
    this.buzzer = buzzer;
    this.open = List.copyOf(open);
    this.nanoTime = nanoTime;
  }

  /** Takes the lines, and begins to show them dark. If one cannot be had, none is kept. */
  public static GpioLights open(OutputLines from, Wiring wiring) throws IOException {
    GpioLights lights = taken(from, wiring, System::nanoTime);
    lights.thread.start();
    return lights;
  }

  static GpioLights taken(OutputLines from, Wiring wiring, LongSupplier nanoTime)
      throws IOException {
    List<OutputLine> open = new ArrayList<>();
    try {
      SortedMap<BayNumber, RgbLamp> lamps = new TreeMap<>();
      for (int index = 0; index < wiring.red().size(); index++) {
        OutputLine red = line(from, wiring, wiring.red().get(index), open);
        OutputLine green = line(from, wiring, wiring.green().get(index), open);
        OutputLine blue = line(from, wiring, wiring.blue().get(index), open);
        lamps.put(new BayNumber(index + 1), new RgbLamp(red, green, blue));
      }
      Optional<OutputLine> buzzer = Optional.empty();
      if (wiring.buzzer().isPresent()) {
        buzzer = Optional.of(line(from, wiring, wiring.buzzer().get(), open));
      }
      return new GpioLights(lamps, buzzer, open, nanoTime);
    } catch (IOException e) {
      for (OutputLine line : open) {
        closeAfter(e, line);
      }
      throw e;
    }
  }

  private static OutputLine line(OutputLines from, Wiring wiring, int offset, List<OutputLine> open)
      throws IOException {
    OutputLine line = from.open(wiring.chip(), offset, wiring.isActiveLow(), false);
    open.add(line);
    return line;
  }

  private static void closeAfter(IOException failure, OutputLine line) {
    try {
      line.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void show(BayNumber bay, LightPattern pattern) throws IOException {
    lock.lock();
    try {
      Shown shown = bays.get(bay);
      if (shown == null) {
        throw new IOException("bay " + bay + ": no light (expected: one of " + bays.keySet() + ")");
      }
      if (shown.pattern != pattern) {
        shown.pattern = pattern;
        shown.sinceNanos = nanoTime.getAsLong();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    lock.lock();
    try {
      while (!isClosed) {
        Duration rest = blink();
        long left = changed.awaitNanos(rest.toNanos());
        LOG.trace("{} ns left", left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody interrupts it but a dying process.
    } finally {
      lock.unlock();
    }
  }

  /** Shows what is to be shown now; returns how long that stays so. */
  Duration blink() {
    lock.lock();
    try {
      Duration rest = Duration.ofHours(1);
      for (var bay : bays.entrySet()) {
        rest = shorter(rest, blink(bay.getKey(), bay.getValue()));
      }
      return shorter(rest, buzz());
    } finally {
      lock.unlock();
    }
  }

  private Duration blink(BayNumber bay, Shown shown) {
    Duration time = Duration.ofNanos(nanoTime.getAsLong() - shown.sinceNanos);
    Rhythm rhythm = Rhythm.of(shown.pattern);
    Colour colour = rhythm.at(time);
    if (shown.applied.equals(Optional.of(colour))) {
      return rhythm.untilNext(time);
    }
    try {
      shown.lamp.show(colour);
      shown.applied = Optional.of(colour);
      shown.failure = Optional.empty();
      return rhythm.untilNext(time);
    } catch (IOException | RuntimeException e) { // All other lights are this thread's as well.
      if (shown.failure.isEmpty()) {
        LOG.error("bay {}: light: {}", bay, e.getMessage());
      }
      shown.applied = Optional.empty();
      shown.failure = Optional.of("bay " + bay + ": light: " + e.getMessage());
      return RETRY;
    }
  }

  private Duration buzz() {
    boolean isFinding =
        bays.values().stream().anyMatch(shown -> shown.pattern == LightPattern.FIND);
    if (buzzer.isEmpty() || (!isFinding && !isBuzzing)) {
      return Duration.ofHours(1);
    }
    Duration time = Duration.ofNanos(nanoTime.getAsLong());
    boolean sounds = isFinding && Rhythm.buzzer().at(time) != Colour.DARK;
    try {
      buzzer.get().set(sounds);
      isBuzzing = sounds;
      buzzerFailure = Optional.empty();
    } catch (IOException | RuntimeException e) {
      if (buzzerFailure.isEmpty()) {
        LOG.error("buzzer: {}", e.getMessage());
      }
      buzzerFailure = Optional.of("buzzer: " + e.getMessage());
      return RETRY;
    }
    return isFinding ? Rhythm.buzzer().untilNext(time) : Duration.ofHours(1);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public List<String> degradations() {
    lock.lock();
    try {
      return Stream.concat(
              bays.values().stream().flatMap(shown -> shown.failure.stream()),
              buzzerFailure.stream())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends blinking and gives the lines back, dark: a line stays as it was driven last, and a light
   * that nobody keeps true must not go on saying that a camera is safe.
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (thread.isAlive() && !thread.join(RETRY)) {
        LOG.warn("lights: a line hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    IOException failure = null;
    for (OutputLine line : open) {
      try (line) {
        line.set(false);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
