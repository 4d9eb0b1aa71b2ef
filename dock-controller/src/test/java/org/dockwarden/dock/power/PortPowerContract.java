package org.dockwarden.dock.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What everything that switches ports does. */
public abstract class PortPowerContract {
  protected static final BayNumber ONE = new BayNumber(1);
  private static final BayNumber TWO = new BayNumber(2);

  @TempDir protected Path temp;

  @SuppressWarnings("NullAway.Init") // By open, before each test.
  private PortPower power;

  protected final PortPower power() {
    return power;
  }

  /** Switches bays 1 and 2, both on. */
  protected abstract PortPower makePower() throws Exception;

  @BeforeEach
  void open() throws Exception {
    power = makePower();
  }

  @AfterEach
  void close() throws IOException {
    power.close();
  }

  @Test
  void switchesOneBayAndNoOther() throws IOException {
    power.set(ONE, false);
    assertFalse(power.isOn(ONE));
    assertTrue(power.isOn(TWO));
    power.set(ONE, true);
    assertTrue(power.isOn(ONE));
  }

  @Test
  void takesTheSameAgain() throws IOException {
    power.set(ONE, true);
    assertTrue(power.isOn(ONE));
    power.set(TWO, false);
    power.set(TWO, false);
    assertFalse(power.isOn(TWO));
  }

  @Test
  void hasNothingToSayWhereAllIsWell() {
    assertEquals(List.of(), power.degradations());
  }
}
