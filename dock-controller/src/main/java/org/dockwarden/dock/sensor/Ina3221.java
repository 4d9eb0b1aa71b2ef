package org.dockwarden.dock.sensor;

import java.io.IOException;

/** TI INA3221, three channels (data sheet SBOS576B). */
public final class Ina3221 {
  /** Channels are 1 to this. */
  public static final int CHANNELS = 3;

  // Register map: SBOS576B 8.6.1, table 3. Channel n: shunt at 2n - 1, bus at 2n.
  static final int CONFIGURATION = 0x00;

  /**
   * SBOS576B 8.6.2.1: all three channels on (bits 14 to 12), 16 samples averaged (010), conversion
   * 1.1 ms for bus and shunt (100, 100), shunt and bus continuously (111).
   */
  static final int CONTINUOUS = 0b0111_0101_0010_0111;

  /** SBOS576B 8.6.2.2: bits 15 to 3, two's complement, 40 µV a bit. */
  private static final int SHUNT_MICROVOLTS = 40;

  /** SBOS576B 8.6.2.3: bits 15 to 3, two's complement, 8 mV a bit. */
  private static final int BUS_MILLIVOLTS = 8;

  private static final int SHIFT = 3;

  /** SBOS576B 7.5: 163.8 mV, the largest word of the shunt registers. */
  private static final int SHUNT_RANGE_MICROVOLTS = 4095 * SHUNT_MICROVOLTS;

  private final I2cRegisters registers;
  private final int shuntMilliohms;

  /**
   * A chip.
   *
   * @param shuntMilliohms each of its shunts, 1 to 1,000
   */
  public Ina3221(I2cRegisters registers, int shuntMilliohms) {
    this.registers = registers;
    this.shuntMilliohms = Shunts.checked(shuntMilliohms);
  }

  /** The most that it measures with such a shunt, in milliamperes; more reads as this. */
  public static int fullScaleMilliamps(int shuntMilliohms) {
    return SHUNT_RANGE_MICROVOLTS / Shunts.checked(shuntMilliohms);
  }

  /** One of its channels. */
  public PowerChannel channel(int number) {
    if (number < 1 || number > CHANNELS) {
      throw new IllegalArgumentException("channel: " + number + " (expected: 1 to 3)");
    }
    return () -> read(number);
  }

  private PowerReading read(int channel) throws IOException {
    if (registers.read(CONFIGURATION) != CONTINUOUS) {
      registers.write(CONFIGURATION, CONTINUOUS);
      throw new IOException("INA3221: configured; its first conversion is not over yet");
    }
    int shunt = registers.read(2 * channel - 1);
    return reading(shunt, registers.read(2 * channel), shuntMilliohms);
  }

  /** What the two registers say; at the end of its range the chip stays there. */
  static PowerReading reading(int shuntWord, int busWord, int shuntMilliohms) {
    int microvolts = ((short) shuntWord >> SHIFT) * SHUNT_MICROVOLTS;
    int millivolts = ((short) busWord >> SHIFT) * BUS_MILLIVOLTS;
    return new PowerReading(millivolts, Shunts.milliamps(microvolts, shuntMilliohms));
  }
}
