package org.dockwarden.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.agent.configuration.BoardSettings;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.gpio.GpioPortPower;
import org.dockwarden.dock.gpio.OutputLine;
import org.dockwarden.dock.gpio.OutputLines;
import org.dockwarden.dock.hardware.AbsentLights;
import org.dockwarden.dock.hardware.FailedLights;
import org.dockwarden.dock.hardware.Lights;
import org.dockwarden.dock.kernel.KernelLines;
import org.dockwarden.dock.kernel.KernelRegisters;
import org.dockwarden.dock.light.GpioLights;
import org.dockwarden.dock.pi4j.Pi4jBoard;
import org.dockwarden.dock.power.FailedPortPower;
import org.dockwarden.dock.power.PortPower;
import org.dockwarden.dock.sensor.AbsentSensor;
import org.dockwarden.dock.sensor.ChannelSensor;
import org.dockwarden.dock.sensor.CurrentSensor;
import org.dockwarden.dock.sensor.FailedSensor;
import org.dockwarden.dock.sensor.I2cRegisters;
import org.dockwarden.dock.sensor.Ina219;
import org.dockwarden.dock.sensor.Ina3221;
import org.dockwarden.dock.sensor.PowerChannel;
import org.dockwarden.dock.sensor.SysfsThermometer;
import org.dockwarden.dock.sensor.Thermometer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lights, load switches and sensors on the board's lines and buses. */
final class BoardDevices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardDevices.class);

  private final BoardSettings settings;
  private final Optional<Pi4jBoard> pi4j;
  private final OutputLines lines;

  private BoardDevices(BoardSettings settings, Optional<Pi4jBoard> pi4j, OutputLines lines) {
    this.settings = settings;
    this.pi4j = pi4j;
    this.lines = lines;
  }

  /** Loads Pi4J only if that is asked for. What cannot be had is a degradation of each device. */
  static BoardDevices open(BoardSettings settings) {
    return switch (settings.driver()) {
      case KERNEL -> new BoardDevices(settings, Optional.empty(), new KernelLines());
      case PI4J -> {
        try {
          Pi4jBoard board = Pi4jBoard.open();
          yield new BoardDevices(settings, Optional.of(board), board);
        } catch (IOException e) {
          yield new BoardDevices(settings, Optional.empty(), new MissingLines(e.getMessage()));
        }
      }
    };
  }

  /** Lines that nothing reaches. */
  private record MissingLines(@Nullable String problem) implements OutputLines {
    @Override
    public OutputLine open(int chip, int line, boolean isActiveLow, boolean isActive)
        throws IOException {
      throw new IOException(problem);
    }

    @Override
    public void close() {}
  }

  /** Lights that cannot be had must not stop footage: they are a degradation. */
  Lights lights() {
    BoardSettings.Lights of = settings.lights();
    return switch (of.provider()) {
      case NONE -> new AbsentLights();
      case GPIO -> {
        try {
          yield GpioLights.open(
              lines,
              new GpioLights.Wiring(
                  of.chip(), of.red(), of.green(), of.blue(), of.isActiveLow(), of.buzzer()));
        } catch (IOException e) {
          LOG.error("lights: {}", e.getMessage());
          yield new FailedLights("lights: " + e.getMessage());
        }
      }
    };
  }

  PortPower power() {
    BoardSettings.Switches of = settings.switches();
    try {
      return new GpioPortPower(lines, of.chip(), of.lines(), of.isActiveLow());
    } catch (IOException e) {
      LOG.error("power: {}", e.getMessage());
      return new FailedPortPower("power: " + e.getMessage());
    }
  }

  CurrentSensor sensor(int bays) {
    BoardSettings.Sensors of = settings.sensors();
    List<I2cRegisters> open = new ArrayList<>();
    try {
      return switch (of.provider()) {
        case NONE -> new AbsentSensor();
        case INA219 -> new ChannelSensor(ina219(of, bays, open), open);
        case INA3221 -> new ChannelSensor(ina3221(of, bays, open), open);
      };
    } catch (IOException e) {
      for (I2cRegisters chip : open) {
        closeAfter(e, chip);
      }
      LOG.error("sensors: {}", e.getMessage(), e);
      return new FailedSensor("sensors: " + e.getMessage());
    }
  }

  private Map<BayNumber, PowerChannel> ina219(
      BoardSettings.Sensors of, int bays, List<I2cRegisters> open) throws IOException {
    Map<BayNumber, PowerChannel> channels = new TreeMap<>();
    for (int bay = 1; bay <= bays; bay++) {
      I2cRegisters chip = chip(of, bay - 1, open);
      channels.put(new BayNumber(bay), new Ina219(chip, of.shuntMilliohms()));
    }
    return channels;
  }

  private Map<BayNumber, PowerChannel> ina3221(
      BoardSettings.Sensors of, int bays, List<I2cRegisters> open) throws IOException {
    Map<BayNumber, PowerChannel> channels = new TreeMap<>();
    for (int bay = 1; bay <= bays; bay++) {
      int channel = (bay - 1) % Ina3221.CHANNELS;
      if (channel == 0) {
        chip(of, (bay - 1) / Ina3221.CHANNELS, open);
      }
      Ina3221 chip = new Ina3221(open.getLast(), of.shuntMilliohms());
      channels.put(new BayNumber(bay), chip.channel(channel + 1));
    }
    return channels;
  }

  private I2cRegisters chip(BoardSettings.Sensors of, int index, List<I2cRegisters> open)
      throws IOException {
    int address = of.addresses().get(index);
    I2cRegisters chip =
        switch (settings.driver()) {
          case KERNEL -> KernelRegisters.open(of.bus(), address);
          case PI4J ->
              pi4j.orElseThrow(() -> new IOException("pi4j: not there")).chip(of.bus(), address);
        };
    open.add(chip);
    return chip;
  }

  private static void closeAfter(IOException failure, I2cRegisters chip) {
    try {
      chip.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  Optional<Thermometer> thermometer() {
    return settings.sensors().thermometer().map(SysfsThermometer::new);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
