package org.dockwarden.dock.hardware;

import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;

/** Lights that are configured and cannot be had, which says so. */
public record FailedLights(String problem) implements Lights {
  @Override
  public void show(BayNumber bay, LightPattern pattern) {}

  @Override
  public List<String> degradations() {
    return List.of(problem);
  }

  @Override
  public void close() {}
}
