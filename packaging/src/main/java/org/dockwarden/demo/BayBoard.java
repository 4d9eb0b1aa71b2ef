package org.dockwarden.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line with a bar for each bay, drawn again and again at the end of a terminal, news above it.
 * Where there is no terminal, or one with too few rows, news and changes of a bay's state are plain
 * lines.
 */
final class BayBoard implements AutoCloseable {
  private static final int BAR_COLUMNS = 24;

  /** In a line of this width all else has its place beside the whole bar. */
  private static final int WIDE_COLUMNS = 80;

  private static final int SHORT_BAR_COLUMNS = 8;

  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  /** A terminal that has become narrower meanwhile cuts what is too long. */
  private static final String WRAP_OFF = "\u001b[?7l";

  private static final String WRAP_ON = "\u001b[?7h";

  private final PrintStream out;
  private final Terminal terminal;
  private final ByteArrayOutputStream unseen = new ByteArrayOutputStream();
  private final PrintStream news = new PrintStream(unseen, true, StandardCharsets.UTF_8);
  private List<BayView> last = List.of();
  private List<String> drawn = List.of();

  BayBoard(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** What is printed here stands above the board from the next {@link #show} on. */
  PrintStream news() {
    return news;
  }

  void show(List<BayView> bays, long evidence) {
    String told = unseen.toString(StandardCharsets.UTF_8);
    unseen.reset();
    if (terminal.rows() > bays.size() + 2) {
      draw(told, board(bays, evidence));
    } else {
      out.print(told);
      tellChanges(bays);
    }
    out.flush();
    last = bays;
  }

  private List<String> board(List<BayView> bays, long evidence) {
    List<String> lines = new ArrayList<>();
    for (BayView bay : bays) {
      lines.add(terminal.fit(line(bay)));
    }
    lines.add(terminal.fit("evidence acknowledged by the DEMS: " + evidence));
    return lines;
  }

  /** Writes over what was drawn, line by line, so that nothing flickers. */
  private void draw(String told, List<String> lines) {
    if (told.isEmpty() && lines.equals(drawn)) {
      return;
    }
    StringBuilder text = new StringBuilder(WRAP_OFF);
    if (!drawn.isEmpty()) {
      text.append("\r\u001b[").append(drawn.size()).append('A');
    }
    told.lines().forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
    lines.forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
    out.print(text.append(CLEAR_BELOW).append(WRAP_ON));
    drawn = lines;
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

  private String line(BayView bay) {
    if (bay.camera().isEmpty()) {
      return "  bay " + bay.number() + "  " + bay.text();
    }
    int width = terminal.columns() < WIDE_COLUMNS ? SHORT_BAR_COLUMNS : BAR_COLUMNS;
    int filled = (int) (width * Math.min(1, bay.done()));
    return "  bay "
        + bay.number()
        + "  ["
        + "#".repeat(filled)
        + "-".repeat(width - filled)
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
