package org.dockwarden.dock.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.i2c.I2C;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of Pi4J, and what becomes of what it answers and throws. */
final class Pi4jEdgeTest {
  private final List<String> asked = new ArrayList<>();
  private DigitalState state = DigitalState.UNKNOWN;
  private boolean isBroken;
  private byte[] word = {0, 0};
  private int count = 2;
  private boolean isOutOfBounds;

  private final DigitalOutput output = fake(DigitalOutput.class, this::output);
  private final I2C chip = fake(I2C.class, this::chip);

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    return type.cast(proxy);
  }

  private Object output(Object proxy, Method method, Object... arguments) {
    if (method.getName().equals("id")) {
      return "line-0-4";
    }
    if (isBroken) {
      throw new Pi4JException("BCM 4 is closed");
    }
    if (arguments == null) {
      return state;
    }
    state = (DigitalState) arguments[0];
    return proxy;
  }

  private Object chip(Object proxy, Method method, Object... arguments) {
    if (method.getName().equals("id")) {
      return "chip-1-64";
    }
    if (isBroken) {
      throw new Pi4JException("errno 121");
    }
    if (isOutOfBounds) {
      throw new ArrayIndexOutOfBoundsException("last source index 2");
    }
    byte[] bytes = (byte[]) arguments[1];
    if (method.getName().equals("readRegister")) {
      System.arraycopy(word, 0, bytes, 0, word.length);
    }
    asked.add(method.getName() + " " + arguments[0] + " " + HexFormat.of().formatHex(bytes));
    return count;
  }

  @ParameterizedTest
  @CsvSource({"false, true, HIGH", "false, false, LOW", "true, true, LOW", "true, false, HIGH"})
  void drivesTheLevelThatIsMeant(boolean isActiveLow, boolean isActive, DigitalState level)
      throws IOException {
    try (Pi4jLine line = new Pi4jLine(output, isActiveLow, () -> asked.add("released"))) {
      line.set(isActive);
      assertEquals(level, state);
      assertEquals(isActive, line.isActive());
    }
    assertEquals(List.of("released"), asked);
  }

  @Test
  void aLevelThatIsNotKnownIsNone() {
    Pi4jLine line = new Pi4jLine(output, false, () -> {});
    assertThrows(IOException.class, line::isActive);
  }

  @Test
  void whatPi4jThrowsIsAnIoException() {
    isBroken = true;
    Pi4jLine line =
        new Pi4jLine(
            output,
            false,
            () -> {
              throw new Pi4JException("shut down");
            });
    assertThrows(IOException.class, () -> line.set(true));
    assertThrows(IOException.class, line::close);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0, 1, 1", "1, 0, 256", "-1, -1, 65535", "-128, 0, 32768"})
  void readsAWordHighByteFirst(byte high, byte low, int expected) throws IOException {
    word = new byte[] {high, low};
    assertEquals(expected, new Pi4jRegisters(chip, () -> {}).read(2));
  }

  @Test
  void writesAWordHighByteFirst() throws IOException {
    new Pi4jRegisters(chip, () -> {}).write(5, 0x1e67);
    assertEquals(List.of("writeRegister 5 1e67"), asked);
  }

  @Test
  void oneByteIsNoWord() {
    count = 1;
    Pi4jRegisters registers = new Pi4jRegisters(chip, () -> {});
    assertThrows(IOException.class, () -> registers.read(1));
  }

  /** Seen with Pi4J 4.0.2 on an adapter that has only SMBus. */
  @Test
  void anArrayFaultOfPi4jIsAnIoException() {
    isOutOfBounds = true;
    Pi4jRegisters registers = new Pi4jRegisters(chip, () -> {});
    assertThrows(IOException.class, () -> registers.read(2));
  }

  @Test
  void aChipThatDoesNotAnswerIsAnIoException() {
    isBroken = true;
    Pi4jRegisters registers = new Pi4jRegisters(chip, () -> {});
    assertThrows(IOException.class, () -> registers.read(3));
    assertThrows(IOException.class, () -> registers.write(3, 1));
  }
}
