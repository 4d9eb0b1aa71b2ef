package org.dockwarden.dock.sensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;

/** A channel for each bay, and what is open for them. */
public final class ChannelSensor implements CurrentSensor {
  private final Map<BayNumber, PowerChannel> channels;
  private final List<? extends AutoCloseable> open;
  private final SortedMap<BayNumber, String> failures = new TreeMap<>();

  /**
   * A sensor; it closes what is open.
   *
   * @param channels of the bays; a bay without one is not measured
   */
  public ChannelSensor(Map<BayNumber, PowerChannel> channels, List<? extends AutoCloseable> open) {
    this.channels = Map.copyOf(channels);
    this.open = List.copyOf(open);
  }

  @Override
  public PowerReading read(BayNumber bay) throws IOException {
    PowerChannel channel = channels.get(bay);
    if (channel == null) {
      throw new IOException("bay " + bay + ": no sensor");
    }
    try {
      PowerReading reading = channel.read();
      told(bay, "");
      return reading;
    } catch (IOException e) {
      told(bay, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private synchronized void told(BayNumber bay, String failure) {
    if (failure.isEmpty()) {
      failures.remove(bay);
    } else {
      failures.put(bay, failure);
    }
  }

  @Override
  public synchronized List<String> degradations() {
    List<String> lines = new ArrayList<>();
    failures.forEach((bay, failure) -> lines.add("bay " + bay + ": current sensor: " + failure));
    return lines;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) { // AutoCloseable declares it.
        failure = new IOException("sensor: " + e.getMessage(), e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
