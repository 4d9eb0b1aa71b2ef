package org.dockwarden.dock.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.dockwarden.dock.bay.BayNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Register words and what they mean, with the examples of the data sheets. */
final class InaTest {
  private static final BayNumber ONE = new BayNumber(1);

  /** SBOS448G tables 7 (shunt, PGA /8) and 8.6.3.2; words in hexadecimal. */
  @ParameterizedTest
  @CsvSource({
    "0000, 0000, 100, 0, 0",
    "0001, 0008, 100, 4, 0", // 10 µV over 100 mΩ is 0.1 mA; one bit of bus is 4 mV.
    "0005, 0008, 100, 4, 1", // 0.5 mA rounds up.
    "000A, 0010, 100, 8, 1",
    "FFF6, 0010, 100, 8, -1",
    "FFFB, 0010, 100, 8, 0",
    "2328, 2718, 100, 5004, 900", // 90 mV: 900 mA; 5.004 V.
    "2328, 271A, 100, 5004, 900", // CNVR, bit 1, is no part of the voltage.
    "DCD8, 2718, 100, 5004, -900", // Wired the wrong way round.
    "7D00, 2718, 100, 5004, 3200", // 320 mV, the end of the range.
    "8300, 2718, 100, 5004, -3200",
    "2328, 2719, 100, 5004, 3200", // OVF: at least the whole range, in the direction of the sign.
    "DCD8, 2719, 100, 5004, -3200",
    "2328, 1F40, 10, 4000, 9000",
    "2328, 1F40, 1, 4000, 90000",
    "2328, 1F40, 1000, 4000, 90",
    "0000, FFF8, 100, 32764, 0",
  })
  void ina219(String shunt, String bus, int milliohms, int millivolts, int milliamps) {
    assertEquals(
        new PowerReading(millivolts, milliamps),
        Ina219.reading(Integer.parseInt(shunt, 16), Integer.parseInt(bus, 16), milliohms));
  }

  /** SBOS448G equation 1: with 0.1 Ω and 320 mV the LSB is 98 µA, so 0.04096 / (98 µA × 0.1 Ω). */
  @ParameterizedTest
  @CsvSource({"100, 4178", "10, 4192", "1000, 4096", "1, 4194"})
  void ina219Calibration(int milliohms, int calibration) {
    assertEquals(calibration, Ina219.calibration(milliohms));
  }

  /** SBOS576B 8.6.2.2: -80 mV is C180h, full scale is 7FF8h = 163.8 mV. */
  @ParameterizedTest
  @CsvSource({
    "0000, 0000, 100, 0, 0",
    "0008, 0008, 100, 8, 0",
    "0008, 0008, 10, 8, 4",
    "FFF8, 0008, 10, 8, -4",
    "0007, 0007, 10, 0, 0", // The three low bits are no part of it.
    "C180, 1388, 100, 5000, -800", // -80 mV over 100 mΩ.
    "4650, 1388, 100, 5000, 900", // 90 mV.
    "7FF8, 1388, 100, 5000, 1638",
    "8000, 1388, 100, 5000, -1638",
    "4650, 7FF8, 50, 32760, 1800",
  })
  void ina3221(String shunt, String bus, int milliohms, int millivolts, int milliamps) {
    assertEquals(
        new PowerReading(millivolts, milliamps),
        Ina3221.reading(Integer.parseInt(shunt, 16), Integer.parseInt(bus, 16), milliohms));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1001"})
  void refusesAShuntThatIsNone(int milliohms) {
    FakeRegisters chip = new FakeRegisters();
    assertThrows(IllegalArgumentException.class, () -> new Ina219(chip, milliohms));
    assertThrows(IllegalArgumentException.class, () -> new Ina3221(chip, milliohms));
  }

  @ParameterizedTest
  @CsvSource({"0", "4"})
  void refusesAChannelThatIsNone(int channel) {
    Ina3221 chip = new Ina3221(new FakeRegisters(), 100);
    assertThrows(IllegalArgumentException.class, () -> chip.channel(channel));
  }

  /** 399Fh is the INA219 after power-on (SBOS448G 8.6.2.1): it says 0, and that is no value. */
  @Test
  void configuresAChipThatHasForgottenAndDoesNotBelieveIt() throws IOException {
    FakeRegisters chip = new FakeRegisters().with(Ina219.CONFIGURATION, 0x399f);
    Ina219 sensor = new Ina219(chip, 100);
    assertThrows(IOException.class, sensor::read);
    assertEquals(Ina219.CONTINUOUS, chip.words.get(Ina219.CONFIGURATION));
    assertEquals(4178, chip.words.get(Ina219.CALIBRATION));
    chip.with(Ina219.SHUNT_VOLTAGE, 0x2328).with(Ina219.BUS_VOLTAGE, 0x2718);
    assertEquals(new PowerReading(5004, 900), sensor.read());
  }

  /** 7127h is the INA3221 after power-on (SBOS576B 8.6.2.1). */
  @Test
  void configuresAChipOfThreeChannelsThatHasForgotten() throws IOException {
    FakeRegisters chip = new FakeRegisters().with(Ina3221.CONFIGURATION, 0x7127);
    PowerChannel channel = new Ina3221(chip.with(1, 0x0190).with(2, 0x1388), 100).channel(1);
    assertThrows(IOException.class, channel::read);
    assertEquals(Ina3221.CONTINUOUS, chip.words.get(Ina3221.CONFIGURATION));
    assertEquals(new PowerReading(5000, 20), channel.read());
  }

  @Test
  void readsTheThreeChannelsOfOneChip() throws IOException {
    FakeRegisters chip = new FakeRegisters().with(Ina3221.CONFIGURATION, Ina3221.CONTINUOUS);
    chip.with(1, 0x0190).with(2, 0x1388).with(3, 0x0320).with(4, 0x1388);
    chip.with(5, 0x4650).with(6, 0x1380);
    Ina3221 sensor = new Ina3221(chip, 100);
    assertEquals(new PowerReading(5000, 20), sensor.channel(1).read());
    assertEquals(new PowerReading(5000, 40), sensor.channel(2).read());
    assertEquals(new PowerReading(4992, 900), sensor.channel(3).read());
  }

  @Test
  void aChipThatDoesNotAnswerIsADegradationUntilItDoes() throws IOException {
    FakeRegisters chip = new FakeRegisters().with(Ina219.CONFIGURATION, Ina219.CONTINUOUS);
    ChannelSensor sensor = new ChannelSensor(Map.of(ONE, new Ina219(chip, 100)), List.of(chip));
    assertEquals(new PowerReading(0, 0), sensor.read(ONE));
    assertEquals(List.of(), sensor.degradations());
    chip.isSilent = true;
    assertThrows(IOException.class, () -> sensor.read(ONE));
    assertEquals(List.of("bay 1: current sensor: i2c-1 0x40: errno 121"), sensor.degradations());
    chip.isSilent = false;
    assertEquals(new PowerReading(0, 0), sensor.read(ONE));
    assertEquals(List.of(), sensor.degradations());
    assertThrows(IOException.class, () -> sensor.read(new BayNumber(2)));
    sensor.close();
    assertTrue(chip.isClosed);
  }
}
