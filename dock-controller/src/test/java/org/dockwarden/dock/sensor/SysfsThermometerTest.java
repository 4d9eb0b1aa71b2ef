package org.dockwarden.dock.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SysfsThermometerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"45123, 45.123", "0, 0", "-5500, -5.5", "200000, 200", "-100000, -100"})
  void readsThousandths(String text, double celsius) throws IOException {
    assertEquals(celsius, thermometer(text + "\n").celsius());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "warm", "200001", "-100001", "45.1", "99999999999"})
  void believesNothingElse(String text) throws IOException {
    Thermometer thermometer = thermometer(text);
    assertThrows(IOException.class, thermometer::celsius);
  }

  @Test
  void aMissingFileIsNoTemperature() {
    Thermometer thermometer = new SysfsThermometer(folder.resolve("none"));
    assertThrows(IOException.class, thermometer::celsius);
  }

  private Thermometer thermometer(String text) throws IOException {
    return new SysfsThermometer(Files.writeString(folder.resolve("temp"), text));
  }
}
