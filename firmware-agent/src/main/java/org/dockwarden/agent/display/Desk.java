package org.dockwarden.agent.display;

import java.util.Optional;
import org.dockwarden.dock.bay.BayNumber;

/** What whoever issues cameras has to say to the officer at the dock. */
@FunctionalInterface
public interface Desk {
  /** Nobody issues cameras here. */
  Desk NONE = Optional::empty;

  /**
   * A camera that is held for an officer.
   *
   * @param who as the officers know themselves; empty if it is not to be shown
   */
  record Call(BayNumber bay, String who) {}

  /** The call that stands now, if any. */
  Optional<Call> call();
}
