package org.dockwarden.agent.display;

import java.util.Optional;
import org.dockwarden.agent.issue.DeskMessage;
import org.dockwarden.agent.issue.DeskNotice;
import org.dockwarden.agent.issue.DeskView;
import org.dockwarden.dock.bay.BayNumber;

/** What whoever issues cameras has to say to the officer at the dock. */
@FunctionalInterface
public interface Desk {
  /** Nobody issues cameras here. */
  Desk NONE = () -> DeskView.CLOSED;

  /** What it says now. */
  DeskView view();

  /** The bay whose camera is held for an officer, if one is. */
  static Optional<BayNumber> called(DeskView view) {
    return view.notices().stream()
        .filter(notice -> notice.message() == DeskMessage.TAKE)
        .findFirst()
        .flatMap(DeskNotice::bay);
  }
}
