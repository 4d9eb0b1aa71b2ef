package org.dockwarden.dock.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temperature that the kernel tells in a file, in thousandths of a degree: {@code temp} of a
 * thermal zone (kernel documentation, driver-api/thermal/sysfs-api), {@code tempN_input} of a hwmon
 * device (hwmon/sysfs-interface).
 */
public final class SysfsThermometer implements Thermometer {
  private static final double MILLIDEGREES = 1000;
  private static final double COLDEST = -100;
  private static final double HOTTEST = 200;

  private final Path file;

  public SysfsThermometer(Path file) {
    this.file = file;
  }

  @Override
  public double celsius() throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
    if (!text.matches("-?[0-9]{1,7}")) {
      throw new IOException(file + ": " + text + " (expected: thousandths of a degree)");
    }
    double celsius = Integer.parseInt(text) / MILLIDEGREES;
    if (celsius < COLDEST || celsius > HOTTEST) {
      throw new IOException(file + ": " + celsius + " °C (expected: -100 to 200)");
    }
    return celsius;
  }
}
