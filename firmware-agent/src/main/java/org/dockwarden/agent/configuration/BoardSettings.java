package org.dockwarden.agent.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.dock.sensor.Ina219;
import org.dockwarden.dock.sensor.Ina3221;
import org.dockwarden.evidence.settings.Section;

/**
 * What hangs on the dock's GPIO lines and I²C buses: {@code dock.board}, {@code dock.lights},
 * {@code dock.sensors}, and of {@code dock.power} the lines.
 *
 * @param driver what reaches them
 */
public record BoardSettings(Driver driver, Lights lights, Switches switches, Sensors sensors) {
  private static final int MAX_CHIP = 255;
  private static final int MAX_LINE = 1023;
  private static final int MAX_BUS = 255;
  private static final int MAX_SHUNT = 1000;

  /** What reaches lines and buses. */
  public enum Driver {
    /** The kernel's own interfaces, /dev/gpiochipN and /dev/i2c-N. */
    KERNEL,
    /** Pi4J, with a plugin of its own beside the other libraries. */
    PI4J
  }

  /** What the lights are. */
  public enum LightProvider {
    NONE,
    GPIO
  }

  /** What measures the bays. */
  public enum SensorProvider {
    NONE,
    INA219,
    INA3221
  }

  /**
   * Three-colour lights; lines in the order of the bays.
   *
   * @param buzzer line of a buzzer
   */
  public record Lights(
      LightProvider provider,
      int chip,
      List<Integer> red,
      List<Integer> green,
      List<Integer> blue,
      boolean isActiveLow,
      Optional<Integer> buzzer) {}

  /** Load switches; lines in the order of the bays. */
  public record Switches(int chip, List<Integer> lines, boolean isActiveLow) {}

  /**
   * Current sensors; addresses in the order of the bays, an INA3221 for three of them.
   *
   * @param thermometer file of the kernel with thousandths of a degree
   */
  public record Sensors(
      SensorProvider provider,
      int bus,
      List<Integer> addresses,
      int shuntMilliohms,
      Optional<Path> thermometer) {

    /** The most that is measured, in milliamperes; empty where nothing is. */
    OptionalInt fullScaleMilliamps() {
      return switch (provider) {
        case NONE -> OptionalInt.empty();
        case INA219 -> OptionalInt.of(Ina219.fullScaleMilliamps(shuntMilliohms));
        case INA3221 -> OptionalInt.of(Ina3221.fullScaleMilliamps(shuntMilliohms));
      };
    }
  }

  static BoardSettings read(Section dock, int bays) {
    return new BoardSettings(
        dock.choice("board", Driver.KERNEL, Driver.class),
        lights(dock.section("lights"), bays),
        switches(dock.section("power"), bays),
        sensors(dock.section("sensors"), bays));
  }

  private static Lights lights(Section section, int bays) {
    LightProvider provider = section.choice("provider", LightProvider.NONE, LightProvider.class);
    return new Lights(
        provider,
        section.integer("chip", 0, 0, MAX_CHIP),
        lines(section, "red", provider == LightProvider.GPIO, bays),
        lines(section, "green", provider == LightProvider.GPIO, bays),
        lines(section, "blue", provider == LightProvider.GPIO, bays),
        section.bool("active_low", false),
        section.has("buzzer")
            ? Optional.of(section.integer("buzzer", 0, MAX_LINE))
            : Optional.empty());
  }

  private static Switches switches(Section section, int bays) {
    boolean isNeeded = "gpio".equals(section.text("provider", "none"));
    return new Switches(
        section.integer("chip", 0, 0, MAX_CHIP),
        lines(section, "lines", isNeeded, bays),
        section.bool("active_low", false));
  }

  private static List<Integer> lines(Section section, String key, boolean isNeeded, int bays) {
    List<Integer> lines = section.integers(key, 0, MAX_LINE);
    if ((isNeeded || !lines.isEmpty()) && lines.size() != bays) {
      section.problem(key, lines.size() + " lines", "one for each of " + bays + " bays");
    }
    return lines;
  }

  private static Sensors sensors(Section section, int bays) {
    SensorProvider provider = section.choice("provider", SensorProvider.NONE, SensorProvider.class);
    return new Sensors(
        provider,
        section.integer("bus", 1, 0, MAX_BUS),
        addresses(section, provider, bays),
        section.integer("shunt_milliohms", 100, 1, MAX_SHUNT),
        section.optionalPath("thermometer"));
  }

  /** Texts such as "0x40", as they stand in data sheets. */
  private static List<Integer> addresses(Section section, SensorProvider provider, int bays) {
    List<Integer> addresses = new ArrayList<>();
    for (String text : section.texts("addresses")) {
      if (text.matches("0x[0-7][0-9a-fA-F]")) {
        addresses.add(Integer.decode(text));
      } else {
        section.problem("addresses", text, "such as \"0x40\"");
      }
    }
    int needed =
        switch (provider) {
          case NONE -> addresses.size();
          case INA219 -> bays;
          case INA3221 -> Math.ceilDiv(bays, 3);
        };
    if (addresses.size() != needed) {
      section.problem("addresses", addresses.size() + " chips", needed + " for " + bays + " bays");
    }
    return addresses;
  }
}
