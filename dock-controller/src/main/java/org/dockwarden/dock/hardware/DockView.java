package org.dockwarden.dock.hardware;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;

/**
 * What one scan saw.
 *
 * @param occupants what is in the bays; a bay that is not in the map is empty
 * @param unmapped devices at ports that are no bay: ignored, but shown in health
 * @param faults what the scan itself finds wrong with a bay, occupied or not: its hub is missing
 */
public record DockView(
    SortedMap<BayNumber, Occupant> occupants,
    List<Occupant> unmapped,
    SortedMap<BayNumber, BayReason> faults) {
  /** A dock with nothing in it. */
  public static final DockView EMPTY = new DockView(Map.of(), List.of());

  public DockView {
    occupants = Collections.unmodifiableSortedMap(new TreeMap<>(occupants));
    unmapped = List.copyOf(unmapped);
    faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
  }

  public DockView(
      Map<BayNumber, Occupant> occupants,
      List<Occupant> unmapped,
      Map<BayNumber, BayReason> faults) {
    this(new TreeMap<>(occupants), unmapped, new TreeMap<>(faults));
  }

  public DockView(Map<BayNumber, Occupant> occupants, List<Occupant> unmapped) {
    this(new TreeMap<>(occupants), unmapped, new TreeMap<>());
  }
}
