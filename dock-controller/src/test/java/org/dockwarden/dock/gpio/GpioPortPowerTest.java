package org.dockwarden.dock.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.dockwarden.dock.bay.BayNumber;
import org.junit.jupiter.api.Test;

final class GpioPortPowerTest {
  private static final BayNumber TWO = new BayNumber(2);

  private final FakeLines lines = new FakeLines();

  @Test
  void everyBayHasPowerUntilItIsSwitchedOff() throws IOException {
    try (GpioPortPower power = new GpioPortPower(lines, 0, List.of(7, 9), false)) {
      assertEquals(Map.of(7, true, 9, true), lines.active);
      power.set(TWO, false);
      assertEquals(Map.of(7, true, 9, false), lines.active);
      assertFalse(power.isOn(TWO));
      power.set(TWO, true);
      assertTrue(power.isOn(TWO));
    }
    assertEquals(0, lines.open);
  }

  @Test
  void aLineThatStaysAsItWasIsAnError() throws IOException {
    try (GpioPortPower power = new GpioPortPower(lines, 0, List.of(7, 9), false)) {
      lines.stuck.add(9);
      assertThrows(IOException.class, () -> power.set(TWO, false));
      assertTrue(power.isOn(TWO));
    }
  }

  @Test
  void aBayWithoutALineIsAnError() throws IOException {
    try (GpioPortPower power = new GpioPortPower(lines, 0, List.of(7), false)) {
      assertThrows(IOException.class, () -> power.set(TWO, false));
      assertThrows(IOException.class, () -> power.isOn(TWO));
    }
  }

  @Test
  void keepsNoLineIfOneCannotBeHad() {
    lines.broken.add(9);
    List<Integer> offsets = List.of(7, 9);
    assertThrows(IOException.class, () -> new GpioPortPower(lines, 0, offsets, false));
    assertEquals(0, lines.open);
  }
}
