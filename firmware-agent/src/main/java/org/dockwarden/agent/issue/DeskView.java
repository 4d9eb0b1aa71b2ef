package org.dockwarden.agent.issue;

import java.util.List;

/**
 * What the display shows of the desk.
 *
 * @param isOpen whether this dock issues cameras at all
 * @param notices latest first, at most {@value #MAX_NOTICES}
 */
public record DeskView(boolean isOpen, List<DeskNotice> notices) {
  /** More would not be read. */
  public static final int MAX_NOTICES = 4;

  /** A dock that issues nothing. */
  public static final DeskView CLOSED = new DeskView(false, List.of());

  public DeskView {
    notices = List.copyOf(notices);
  }
}
