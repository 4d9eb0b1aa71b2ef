package org.dockwarden.dock.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.IOType;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CConfigBuilder;
import com.pi4j.io.i2c.I2CImplementation;
import java.io.IOException;
import org.dockwarden.dock.gpio.OutputLine;
import org.dockwarden.dock.gpio.OutputLines;
import org.dockwarden.dock.sensor.I2cRegisters;

/**
 * A board as Pi4J sees it. What Pi4J throws, always unchecked, comes out as {@link IOException}.
 * Thread-safe as far as Pi4J's plugin is.
 */
public final class Pi4jBoard implements OutputLines {
  private final Context context;

  Pi4jBoard(Context context) {
    this.context = context;
  }

  /** With the plugins that lie beside the other libraries; without any this throws. */
  public static Pi4jBoard open() throws IOException {
    try {
      // Its own hook would shut lines down before the agent has ended.
      Context context = Pi4J.newContextBuilder().autoDetect().disableShutdownHook().build();
      Pi4jBoard board = new Pi4jBoard(context);
      if (!context.hasProvider(IOType.DIGITAL_OUTPUT) && !context.hasProvider(IOType.I2C)) {
        board.close();
        throw new IOException("pi4j: no provider (expected: a plugin beside the other libraries)");
      }
      return board;
    } catch (Pi4JException e) {
      throw new IOException("pi4j: " + e.getMessage(), e);
    }
  }

  @Override
  public OutputLine open(int chip, int line, boolean isActiveLow, boolean isActive)
      throws IOException {
    try {
      DigitalOutputConfigBuilder builder = DigitalOutputConfigBuilder.newInstance(context);
      builder.id("line-" + chip + "-" + line);
      builder.bus(chip);
      builder.bcm(line);
      builder.initial(Pi4jLine.level(isActive, isActiveLow));
      DigitalOutput output = context.create(builder.build());
      return new Pi4jLine(output, isActiveLow, () -> context.shutdown(output.id()));
    } catch (Pi4JException e) {
      throw new IOException("pi4j gpiochip%d line %d: %s".formatted(chip, line, e.getMessage()), e);
    }
  }

  /**
   * A chip on an I²C bus, by plain I²C transfers: Pi4J 4.0 reads no words over SMBus. An adapter
   * that has only SMBus needs the kernel's driver.
   */
  public I2cRegisters chip(int bus, int address) throws IOException {
    try {
      I2CConfig config =
          I2CConfigBuilder.newInstance(context)
              .id("chip-" + bus + "-" + address)
              .bus(bus)
              .device(address)
              .i2cImplementation(I2CImplementation.DIRECT)
              .build();
      I2C chip = context.create(config);
      return new Pi4jRegisters(chip, () -> context.shutdown(chip.id()));
    } catch (Pi4JException e) {
      throw new IOException("pi4j i2c-%d 0x%02x: %s".formatted(bus, address, e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      context.shutdown();
    } catch (Pi4JException e) {
      throw new IOException("pi4j: " + e.getMessage(), e);
    }
  }

  /** Gives a line or a chip back to Pi4J: only then it can be had again. */
  @FunctionalInterface
  interface Release {
    void run();
  }

  /** The level of a line. */
  static DigitalState level(boolean isHigh) {
    return isHigh ? DigitalState.HIGH : DigitalState.LOW;
  }
}
