package org.dockwarden.dock.gpio;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.power.PortPower;

/** A load switch on a GPIO line for each bay; active is on. Every bay has power at the start. */
public final class GpioPortPower implements PortPower {
  private final SortedMap<BayNumber, OutputLine> lines = new TreeMap<>();

  /**
   * Switches on the lines of the bays, in their order. If one cannot be had, none is kept.
   *
   * @param from stays the caller's
   */
  public GpioPortPower(OutputLines from, int chip, List<Integer> offsets, boolean isActiveLow)
      throws IOException {
    try {
      for (int index = 0; index < offsets.size(); index++) {
        OutputLine line = from.open(chip, offsets.get(index), isActiveLow, true);
        lines.put(new BayNumber(index + 1), line);
      }
    } catch (IOException e) {
      closeAfter(e);
      throw e;
    }
  }

  private void closeAfter(IOException failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public boolean isOn(BayNumber bay) throws IOException {
    return line(bay).isActive();
  }

  @Override
  public void set(BayNumber bay, boolean on) throws IOException {
    OutputLine line = line(bay);
    line.set(on);
    if (line.isActive() != on) {
      throw new IOException("bay " + bay + ": its line stays " + (on ? "inactive" : "active"));
    }
  }

  private OutputLine line(BayNumber bay) throws IOException {
    OutputLine line = lines.get(bay);
    if (line == null) {
      throw new IOException("bay " + bay + ": no line (expected: one of " + lines.keySet() + ")");
    }
    return line;
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (OutputLine line : lines.values()) {
      try {
        line.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
