package org.dockwarden.dock.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.gpio.FakeLines;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;

final class GpioLightsTest {
  private static final BayNumber ONE = new BayNumber(1);
  private static final BayNumber TWO = new BayNumber(2);
  private static final GpioLights.Wiring WIRING =
      new GpioLights.Wiring(0, List.of(1, 4), List.of(2, 5), List.of(3, 6), false, Optional.of(9));

  private final FakeLines lines = new FakeLines();
  private final AtomicLong nanos = new AtomicLong(5);

  private GpioLights lights() throws IOException {
    return GpioLights.taken(lines, WIRING, nanos::get);
  }

  private void pass(int millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private String lit() {
    StringBuilder text = new StringBuilder();
    lines.active.forEach((line, isActive) -> text.append(isActive ? line.toString() : "-"));
    return text.toString();
  }

  @Test
  void beginsDark() throws IOException {
    try (GpioLights lights = lights()) {
      assertEquals("-------", lit());
      assertTrue(lights.blink().toMinutes() >= 59);
      assertEquals("-------", lit());
    }
    assertEquals(0, lines.open);
  }

  @Test
  void blinksEachBayInItsOwnTime() throws IOException {
    try (GpioLights lights = lights()) {
      lights.show(ONE, LightPattern.WORKING);
      pass(300);
      lights.show(TWO, LightPattern.READY);
      assertEquals(Duration.ofMillis(700), lights.blink());
      assertEquals("12--5--", lit());
      pass(700);
      assertEquals(Duration.ofSeconds(1), lights.blink());
      assertEquals("----5--", lit());
      lights.show(ONE, LightPattern.SAFE);
      lights.blink();
      assertEquals("--3-5--", lit());
    }
  }

  @Test
  void theSamePatternAgainDoesNotBeginAnew() throws IOException {
    try (GpioLights lights = lights()) {
      lights.show(ONE, LightPattern.FAULT);
      pass(250);
      lights.show(ONE, LightPattern.FAULT);
      lights.blink();
      assertEquals("-------", lit());
    }
  }

  @Test
  void theBuzzerSoundsWhileACameraIsLookedFor() throws IOException {
    nanos.set(0);
    try (GpioLights lights = lights()) {
      lights.show(TWO, LightPattern.FIND);
      lights.blink();
      assertEquals("----5-9", lit());
      pass(150);
      lights.blink();
      assertEquals("----5--", lit());
      pass(1250);
      lights.blink();
      assertEquals("----5-9", lit());
      lights.show(TWO, LightPattern.OFF);
      lights.blink();
      assertEquals("-------", lit());
    }
  }

  @Test
  @ExpectsLog("bay 1: light: line 2")
  void aLineThatFailsShowsAndTheOtherLightsGoOn() throws IOException {
    try (GpioLights lights = lights()) {
      lights.show(ONE, LightPattern.READY);
      lights.show(TWO, LightPattern.READY);
      lines.broken.add(2);
      assertEquals(Duration.ofSeconds(1), lights.blink());
      assertEquals("----5--", lit());
      assertEquals(List.of("bay 1: light: line 2: errno 5"), lights.degradations());
      lights.show(ONE, LightPattern.READY); // Never throws for a line.
      lines.broken.clear();
      lights.blink();
      assertEquals("-2--5--", lit());
      assertEquals(List.of(), lights.degradations());
    }
  }

  @Test
  @ExpectsLog("bay 1: light: line 2")
  void aLineThatFailsKeepsNoOtherFromTheNewColour() throws IOException {
    try (GpioLights lights = lights()) {
      lights.show(ONE, LightPattern.READY);
      lights.blink();
      lines.broken.add(2); // It stays green, and must not look ready.
      lights.show(ONE, LightPattern.SAFE);
      lights.blink();
      assertEquals("-23----", lit());
      lights.show(ONE, LightPattern.FAULT);
      lights.blink();
      assertEquals("12-----", lit());
      lines.broken.clear();
    }
  }

  @Test
  @ExpectsLog("bay 1: light: line 3")
  void drivesTheFormerColourAnewAfterAnotherCameHalfWay() throws IOException {
    try (GpioLights lights = lights()) {
      lights.show(ONE, LightPattern.READY);
      lights.blink();
      lines.broken.add(3);
      lights.show(ONE, LightPattern.SAFE);
      lights.blink();
      assertEquals("-------", lit());
      lines.broken.clear();
      lights.show(ONE, LightPattern.READY);
      lights.blink();
      assertEquals("-2-----", lit());
    }
  }

  @Test
  @ExpectsLog("bay 1: light: line 2: odd|buzzer: line 9: odd")
  void noFaultOfALineEndsTheOtherLights() throws IOException {
    nanos.set(0);
    try (GpioLights lights = lights()) {
      lines.odd.addAll(List.of(2, 9));
      lights.show(ONE, LightPattern.READY);
      lights.show(TWO, LightPattern.FIND);
      assertEquals(Duration.ofMillis(600), lights.blink());
      assertEquals("----5--", lit());
      assertEquals(
          List.of("bay 1: light: line 2: odd", "buzzer: line 9: odd"), lights.degradations());
      lines.odd.clear();
    }
  }

  @Test
  @ExpectsLog("buzzer: line 9")
  void aBuzzerThatFailsShowsAndIsSilencedSoon() throws IOException {
    nanos.set(0);
    try (GpioLights lights = lights()) {
      lights.show(TWO, LightPattern.FIND);
      lights.blink();
      lines.broken.add(9);
      lights.show(TWO, LightPattern.OFF);
      assertEquals(Duration.ofSeconds(1), lights.blink());
      assertEquals(List.of("buzzer: line 9: errno 5"), lights.degradations());
      lines.broken.clear();
      lights.blink();
      assertEquals("-------", lit());
      assertEquals(List.of(), lights.degradations());
    }
  }

  /** The kernel gives a line back as it was driven last. */
  @Test
  void leavesNoLightBehindThatSaysReady() throws IOException {
    try (GpioLights lights = lights()) {
      lights.show(ONE, LightPattern.READY);
      lights.show(TWO, LightPattern.FIND);
      lights.blink();
    }
    assertEquals("-------", lit());
    assertEquals(0, lines.open);
  }

  @Test
  void keepsNoLineIfOneCannotBeHad() {
    lines.broken.add(5);
    assertThrows(IOException.class, this::lights);
    assertEquals(0, lines.open);
  }

  @Test
  void aBayWithoutALightIsAnError() throws IOException {
    try (GpioLights lights = lights()) {
      assertThrows(IOException.class, () -> lights.show(new BayNumber(3), LightPattern.OFF));
    }
  }

  @Test
  void itsThreadEndsWithIt() throws IOException {
    GpioLights lights = GpioLights.open(lines, WIRING);
    lights.show(ONE, LightPattern.FAULT);
    lights.close();
    assertEquals(0, lines.open);
  }
}
