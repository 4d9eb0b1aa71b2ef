package org.dockwarden.dock.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;
import org.dockwarden.dock.hardware.Lights;

/**
 * Lights in a file, {@code {"1": "ready", "2": "off"}}, that always is whole for who reads it.
 * Thread-safe.
 */
public final class SimulatedLights implements Lights {
  private final Path file;
  private final SortedMap<BayNumber, LightPattern> shown = new TreeMap<>();

  SimulatedLights(Path file) {
    this.file = file;
  }

  @Override
  public synchronized void show(BayNumber bay, LightPattern pattern) throws IOException {
    shown.put(bay, pattern);
    StringJoiner json = new StringJoiner(", ", "{", "}\n");
    shown.forEach(
        (number, one) ->
            json.add("\"%s\": \"%s\"".formatted(number, one.name().toLowerCase(Locale.ROOT))));
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(written, json.toString());
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the lights show; bays whose light was never set are not in it. */
  public synchronized SortedMap<BayNumber, LightPattern> shown() {
    return new TreeMap<>(shown);
  }

  @Override
  public List<String> degradations() {
    return List.of();
  }

  @Override
  public void close() {}
}
