package org.dockwarden.dock.pi4j;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import java.io.IOException;
import org.dockwarden.dock.gpio.OutputLine;

/** A line that Pi4J drives. */
final class Pi4jLine implements OutputLine {
  private final DigitalOutput output;
  private final boolean isActiveLow;
  private final Pi4jBoard.Release release;

  Pi4jLine(DigitalOutput output, boolean isActiveLow, Pi4jBoard.Release release) {
    this.output = output;
    this.isActiveLow = isActiveLow;
    this.release = release;
  }

  static DigitalState level(boolean isActive, boolean isActiveLow) {
    return Pi4jBoard.level(isActive != isActiveLow);
  }

  @Override
  public synchronized void set(boolean isActive) throws IOException {
    try {
      output.state(level(isActive, isActiveLow));
    } catch (Pi4JException e) {
      throw new IOException("pi4j " + output.id() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized boolean isActive() throws IOException {
    DigitalState state = output.state();
    if (state == DigitalState.UNKNOWN) {
      throw new IOException("pi4j " + output.id() + ": its level is not known");
    }
    return state.isHigh() != isActiveLow;
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      release.run();
    } catch (Pi4JException e) {
      throw new IOException("pi4j " + output.id() + ": " + e.getMessage(), e);
    }
  }
}
