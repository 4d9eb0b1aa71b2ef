package org.dockwarden.agent.display;

import java.util.List;
import org.dockwarden.agent.display.words.Language;

/**
 * The whole page in one language.
 *
 * @param version the agent's software: a page of another one loads itself anew
 * @param headline what an officer needs to know first
 * @param next what else there is to say about that, or nothing
 * @param clock time of the day at the dock
 * @param notices how the dock is
 * @param team the same for the device team, in their terms
 * @param isSilent whether the agent could not tell its status; then there are no bays
 */
record BoardView(
    Language language,
    String version,
    String dock,
    Headline kind,
    String headline,
    String next,
    String clock,
    List<Notice> notices,
    List<String> team,
    List<BayView> bays,
    boolean isSilent) {
  /** What the headline is about. */
  enum Headline {
    TAKE,
    FREE,
    WAIT,
    SILENT
  }

  /** How much a notice matters. */
  enum Weight {
    FINE,
    WATCH,
    BAD
  }

  /** A line about the dock. */
  record Notice(Weight weight, String text) {}

  BoardView {
    notices = List.copyOf(notices);
    team = List.copyOf(team);
    bays = List.copyOf(bays);
  }
}
