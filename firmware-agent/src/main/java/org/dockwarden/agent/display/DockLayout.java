package org.dockwarden.agent.display;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockwarden.dock.bay.BayNumber;

/**
 * How the bays lie in the dock, seen from its front.
 *
 * @param rows from the top; in each the bays from the left, empty where there is none
 */
public record DockLayout(List<List<Optional<BayNumber>>> rows) {
  /** What stands for a place without a bay. */
  private static final String GAP = ".";

  /** A row is at most so many times as long as there are rows. */
  private static final int FLATNESS = 3;

  public DockLayout {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** In rows of about the same length, numbered from the top left. */
  public static DockLayout of(int bays) {
    int rows = 1;
    while (columns(bays, rows) > FLATNESS * rows) {
      rows++;
    }
    return grid(bays, columns(bays, rows));
  }

  /** In rows of this length. */
  public static DockLayout grid(int bays, int columns) {
    List<List<Optional<BayNumber>>> rows = new ArrayList<>();
    for (int first = 1; first <= bays; first += columns) {
      List<Optional<BayNumber>> row = new ArrayList<>();
      for (int bay = first; bay < first + columns; bay++) {
        row.add(bay <= bays ? Optional.of(new BayNumber(bay)) : Optional.empty());
      }
      rows.add(row);
    }
    return new DockLayout(rows);
  }

  /**
   * As written: a line for each row, {@code "1 2 . 3"}.
   *
   * @throws IllegalArgumentException if a bay is missing, there twice, or none of the dock's
   */
  public static DockLayout parse(List<String> lines, int bays) {
    List<List<Optional<BayNumber>>> rows = new ArrayList<>();
    Set<BayNumber> seen = new HashSet<>();
    for (String line : lines) {
      List<Optional<BayNumber>> row = new ArrayList<>();
      for (String place : line.strip().split("\\s+", -1)) {
        row.add(place(place, bays, seen));
      }
      rows.add(row);
    }
    if (seen.size() != bays) {
      throw new IllegalArgumentException(seen.size() + " bays");
    }
    return new DockLayout(rows);
  }

  private static Optional<BayNumber> place(String text, int bays, Set<BayNumber> seen) {
    if (text.equals(GAP)) {
      return Optional.empty();
    }
    BayNumber bay = new BayNumber(Integer.parseInt(text));
    if (bay.number() > bays || !seen.add(bay)) {
      throw new IllegalArgumentException("bay " + bay);
    }
    return Optional.of(bay);
  }

  private static int columns(int bays, int rows) {
    return (bays + rows - 1) / rows;
  }

  int columns() {
    return rows.stream().mapToInt(List::size).max().orElse(1);
  }

  /** The bays in the order of reading. */
  List<BayNumber> bays() {
    return rows.stream().flatMap(List::stream).flatMap(Optional::stream).toList();
  }

  /** Where each bay lies, as CSS; a narrow screen has them below each other instead. */
  String css() {
    StringBuilder css = new StringBuilder();
    css.append("@media (min-width: 45.01em) {\n.dock { grid-template-columns: repeat(");
    css.append(columns()).append(", minmax(0, 1fr)); grid-template-rows: repeat(");
    css.append(rows.size()).append(", minmax(var(--least), 1fr)) }\n");
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        int line = row + 1;
        int place = column + 1;
        rows.get(row)
            .get(column)
            .ifPresent(
                bay -> css.append("#bay-%s { grid-area: %d / %d }%n".formatted(bay, line, place)));
      }
    }
    return css.append("}\n").toString();
  }
}
