package org.dockwarden.dock.hardware;

import java.util.List;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.LightPattern;

/** A dock without lights, which says so. */
public final class AbsentLights implements Lights {
  @Override
  public void show(BayNumber bay, LightPattern pattern) {}

  @Override
  public List<String> degradations() {
    return List.of("lights: none configured (states show on the display only)");
  }

  @Override
  public void close() {}
}
