package org.dockwarden.dock.sensor;

import java.io.IOException;

/**
 * TI INA219, one channel (data sheet SBOS448G). Voltage and current come from the bus and the shunt
 * register. The current register is not read: after a dip of its supply the chip has forgotten its
 * calibration and that register says 0, which is a fault of a camera that has none. A chip that has
 * forgotten its configuration is configured anew.
 */
public final class Ina219 implements PowerChannel {
  // Register map: SBOS448G 8.6.1, table 2.
  static final int CONFIGURATION = 0x00;
  static final int SHUNT_VOLTAGE = 0x01;
  static final int BUS_VOLTAGE = 0x02;
  static final int CALIBRATION = 0x05;

  /**
   * SBOS448G 8.6.2.1: bus range 16 V (BRNG 0), shunt range ±320 mV (PGA 11), both converters 12 bit
   * with 16 samples averaged (1100, 8.51 ms), shunt and bus continuously (111).
   */
  static final int CONTINUOUS = 0b0001_1110_0110_0111;

  /** SBOS448G 8.6.3.1: 10 µV a bit, two's complement. */
  private static final int SHUNT_MICROVOLTS = 10;

  private static final int SHUNT_RANGE_MICROVOLTS = 320_000;

  /** SBOS448G 8.6.3.2: bits 15 to 3 are the voltage, 4 mV a bit; bit 0 is OVF. */
  private static final int BUS_MILLIVOLTS = 4;

  private static final int BUS_SHIFT = 3;
  private static final int OVERFLOW = 1;

  /** SBOS448G 8.5.1, equation 1: 0.04096 V, here in µA × mΩ × 1,000 to stay whole. */
  private static final long CALIBRATION_NUMERATOR = 40_960_000;

  private static final int CALIBRATION_MASK = 0xfffe;
  private static final int CURRENT_BITS = 15;

  private final I2cRegisters registers;
  private final int shuntMilliohms;

  /**
   * A chip.
   *
   * @param shuntMilliohms its shunt, 1 to 1,000
   */
  public Ina219(I2cRegisters registers, int shuntMilliohms) {
    this.registers = registers;
    this.shuntMilliohms = Shunts.checked(shuntMilliohms);
  }

  /** The most that it measures with such a shunt, in milliamperes; more reads as this. */
  public static int fullScaleMilliamps(int shuntMilliohms) {
    return SHUNT_RANGE_MICROVOLTS / Shunts.checked(shuntMilliohms);
  }

  @Override
  public PowerReading read() throws IOException {
    if (registers.read(CONFIGURATION) != CONTINUOUS) {
      registers.write(CALIBRATION, calibration(shuntMilliohms));
      registers.write(CONFIGURATION, CONTINUOUS);
      throw new IOException("INA219: configured; its first conversion is not over yet");
    }
    int shunt = registers.read(SHUNT_VOLTAGE);
    return reading(shunt, registers.read(BUS_VOLTAGE), shuntMilliohms);
  }

  /**
   * Full scale of the current register at the shunt's range: OVF then means that the shunt is
   * beyond it. Current LSB = 320 mV / R / 2^15 (equation 2); calibration = 0.04096 / (LSB × R).
   */
  static int calibration(int shuntMilliohms) {
    long lsbMicroamps =
        Math.ceilDiv(SHUNT_RANGE_MICROVOLTS * 1000L / shuntMilliohms, 1L << CURRENT_BITS);
    return (int) (CALIBRATION_NUMERATOR / (lsbMicroamps * shuntMilliohms)) & CALIBRATION_MASK;
  }

  /** What the two registers say. Beyond the range it is the end of the range, never less. */
  static PowerReading reading(int shuntWord, int busWord, int shuntMilliohms) {
    int microvolts = (short) shuntWord * SHUNT_MICROVOLTS;
    if ((busWord & OVERFLOW) != 0) {
      microvolts = microvolts < 0 ? -SHUNT_RANGE_MICROVOLTS : SHUNT_RANGE_MICROVOLTS;
    }
    int millivolts = (busWord >> BUS_SHIFT) * BUS_MILLIVOLTS;
    return new PowerReading(millivolts, Shunts.milliamps(microvolts, shuntMilliohms));
  }
}
