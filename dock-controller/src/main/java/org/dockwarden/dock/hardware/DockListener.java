package org.dockwarden.dock.hardware;

import java.io.IOException;
import java.util.List;
import org.dockwarden.dock.bay.BayNumber;

/** Who is told what scans see. Called by the thread that runs the {@link ScanLoop}. */
public interface DockListener {
  /** Something happened in a bay. */
  void changed(BayNumber bay, BayChange change);

  /** The devices at ports that are no bay are others than before. */
  void unmapped(List<Occupant> devices);

  /**
   * The dock cannot see: what is in the bays is not known until {@link #sighted}. Called for every
   * failed scan.
   */
  void blind(IOException cause);

  /** The first scan after the start or after {@link #blind} succeeded. */
  void sighted();
}
