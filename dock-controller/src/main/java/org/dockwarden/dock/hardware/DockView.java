package org.dockwarden.dock.hardware;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;

/**
 * What one scan saw.
 *
 * @param occupants what is in the bays; a bay that is not in the map is empty
 * @param unmapped devices at ports that are no bay: ignored, but shown in health
 */
public record DockView(SortedMap<BayNumber, Occupant> occupants, List<Occupant> unmapped) {
  /** A dock with nothing in it. */
  public static final DockView EMPTY = new DockView(Map.of(), List.of());

  public DockView {
    occupants = Collections.unmodifiableSortedMap(new TreeMap<>(occupants));
    unmapped = List.copyOf(unmapped);
  }

  public DockView(Map<BayNumber, Occupant> occupants, List<Occupant> unmapped) {
    this(new TreeMap<>(occupants), unmapped);
  }
}
