package org.dockwarden.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line with a bar for each bay, drawn again and again at the end of a terminal, news above it.
 * Where there is no terminal, news and changes of a bay's state are plain lines.
 */
final class BayBoard implements AutoCloseable {
  private static final int BAR_COLUMNS = 24;
  private static final String CLEAR_BELOW = "\r\u001b[J";

  private final PrintStream out;
  private final ByteArrayOutputStream unseen = new ByteArrayOutputStream();
  private final PrintStream news = new PrintStream(unseen, true, StandardCharsets.UTF_8);
  private List<BayView> last = List.of();
  private int drawnLines;

  BayBoard(PrintStream out) {
    this.out = out;
  }

  /** What is printed here stands above the board from the next {@link #show} on. */
  PrintStream news() {
    return news;
  }

  void show(List<BayView> bays, long evidence) {
    String told = unseen.toString(StandardCharsets.UTF_8);
    unseen.reset();
    if (Terminal.isPresent()) {
      draw(told, bays, evidence);
    } else {
      out.print(told);
      tellChanges(bays);
    }
    out.flush();
    last = bays;
  }

  private void draw(String told, List<BayView> bays, long evidence) {
    StringBuilder text = new StringBuilder();
    if (drawnLines > 0) {
      text.append("\u001b[").append(drawnLines).append('A');
    }
    text.append(CLEAR_BELOW).append(told);
    for (BayView bay : bays) {
      text.append(Terminal.fit(line(bay))).append('\n');
    }
    text.append(Terminal.fit("evidence acknowledged by the DEMS: " + evidence)).append('\n');
    drawnLines = bays.size() + 1;
    out.print(text);
  }

  private void tellChanges(List<BayView> bays) {
    for (BayView bay : bays) {
      if (last.stream().noneMatch(before -> isAlike(before, bay))) {
        out.println("bay " + bay.number() + ": " + bay.text());
      }
    }
  }

  private static boolean isAlike(BayView one, BayView other) {
    return one.number() == other.number() && one.text().equals(other.text());
  }

  private static String line(BayView bay) {
    if (bay.camera().isEmpty()) {
      return "  bay " + bay.number() + "  " + bay.text();
    }
    int filled = (int) (BAR_COLUMNS * Math.min(1, bay.done()));
    return "  bay "
        + bay.number()
        + "  ["
        + "#".repeat(filled)
        + "-".repeat(BAR_COLUMNS - filled)
        + "]  "
        + bay.text()
        + ", released "
        + bay.released()
        + "/"
        + bay.files()
        + "  "
        + bay.camera();
  }

  @Override
  public void close() {
    news.close();
  }
}
