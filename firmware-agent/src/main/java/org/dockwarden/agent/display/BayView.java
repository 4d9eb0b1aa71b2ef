package org.dockwarden.agent.display;

import java.util.List;

/**
 * A bay as it stands on the page, in one language.
 *
 * @param look state that colour follows from, {@code offloading}
 * @param light pattern whose rhythm the symbol has, {@code working}
 * @param symbol which one
 * @param isTake whether it is the one to take
 * @param percent how far its files are; -1 where there is nothing to show
 * @param say what happens, or what is wrong
 * @param toDo what to do where something is wrong
 * @param progress files and bytes
 * @param safe time to safe
 * @param ready time to ready
 * @param spoken what a screen reader says when the bay changes to this
 * @param rows what else is known of it
 */
record BayView(
    int number,
    String look,
    String light,
    String symbol,
    boolean isTake,
    int percent,
    String state,
    String say,
    String toDo,
    String progress,
    String safe,
    String ready,
    String charge,
    String spoken,
    List<Row> rows) {
  /** A line of the detail; {@code isTechnical} ones are for the device team, in English. */
  record Row(String label, String text, boolean isTechnical) {}

  BayView {
    rows = List.copyOf(rows);
  }
}
