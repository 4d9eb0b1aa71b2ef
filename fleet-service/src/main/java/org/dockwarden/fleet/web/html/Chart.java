package org.dockwarden.fleet.web.html;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A line over time as SVG. What it shows is also said in one sentence, and stands in a table behind
 * a button: nobody needs to see the line.
 */
public final class Chart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 200;
  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int TOP = 12;
  private static final int BOTTOM = 28;
  private static final int LINES = 4;
  private static final int LABELS = 4;
  private static final int TABLE_ROWS = 24;

  /** A value at a time. */
  public record Point(Instant at, double value) {}

  /** All that a chart is told. */
  public record Telling(
      String id,
      String title,
      String sentence,
      String timeHeading,
      String valueHeading,
      String tableHeading,
      DoubleFunction<String> value,
      Function<Instant, String> time) {}

  private final Telling telling;
  private final List<Point> points;
  private final long from;
  private final long to;
  private final double top;

  private Chart(Telling telling, Instant from, Instant to, List<Point> points, double least) {
    this.telling = telling;
    this.points = points;
    this.from = from.toEpochMilli();
    this.to = Math.max(to.toEpochMilli(), this.from + 1);
    this.top = roof(Math.max(least, points.stream().mapToDouble(Point::value).max().orElse(0)));
  }

  /**
   * Draws the points.
   *
   * @param least what the axis shows at the least
   */
  public static Node draw(
      Telling telling, Instant from, Instant to, List<Point> points, double least) {
    return new Chart(telling, from, to, points, least).figure();
  }

  /** 1, 2, 2.5 or 5 times a power of ten. */
  static double roof(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 2.5, 5, 10}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private Node figure() {
    String titleId = telling.id() + "-title";
    String sentenceId = telling.id() + "-says";
    return el(
        "figure",
        at("class", "chart"),
        el("figcaption", at("id", titleId), t(telling.title())),
        el("p", at("id", sentenceId), at("class", "soft"), t(telling.sentence())),
        el(
            "svg",
            at("viewBox", "0 0 " + WIDTH + " " + HEIGHT),
            at("role", "img"),
            at("aria-labelledby", titleId + " " + sentenceId),
            grid(),
            times(),
            el("path", at("class", "area"), at("d", area())),
            el("path", at("class", "trace"), at("d", line()))),
        table());
  }

  private Node grid() {
    List<Node> lines = new ArrayList<>();
    for (int line = 0; line <= LINES; line++) {
      double value = top * line / LINES;
      String y = figure(y(value));
      lines.add(
          el(
              "line",
              at("class", "grid"),
              at("x1", String.valueOf(LEFT)),
              at("x2", String.valueOf(WIDTH - RIGHT)),
              at("y1", y),
              at("y2", y)));
      lines.add(
          el(
              "text",
              at("class", "label"),
              at("x", String.valueOf(LEFT - 8)),
              at("y", figure(y(value) + 4)),
              at("text-anchor", "end"),
              t(telling.value().apply(value))));
    }
    return all(lines);
  }

  private Node times() {
    List<Node> labels = new ArrayList<>();
    for (int label = 0; label <= LABELS; label++) {
      long millis = from + (to - from) * label / LABELS;
      String anchor = label == 0 ? "start" : label == LABELS ? "end" : "middle";
      labels.add(
          el(
              "text",
              at("class", "label"),
              at("x", figure(x(millis))),
              at("y", String.valueOf(HEIGHT - 8)),
              at("text-anchor", anchor),
              t(telling.time().apply(Instant.ofEpochMilli(millis)))));
    }
    return all(labels);
  }

  private String line() {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(figure(x(point.at().toEpochMilli())))
          .append(' ')
          .append(figure(y(point.value())));
    }
    return path.isEmpty() ? "M0 0" : path.toString();
  }

  private String area() {
    if (points.isEmpty()) {
      return "M0 0";
    }
    String ground = figure(y(0));
    return line()
        + "L"
        + figure(x(points.getLast().at().toEpochMilli()))
        + " "
        + ground
        + "L"
        + figure(x(points.getFirst().at().toEpochMilli()))
        + " "
        + ground
        + "Z";
  }

  private Node table() {
    List<Node> rows = new ArrayList<>();
    int step = Math.max(1, (points.size() + TABLE_ROWS - 1) / TABLE_ROWS);
    for (int index = points.size() - 1; index >= 0; index -= step) {
      Point point = points.get(index);
      rows.add(
          el(
              "tr",
              el("th", at("scope", "row"), t(telling.time().apply(point.at()))),
              el("td", t(telling.value().apply(point.value())))));
    }
    return el(
        "details",
        el("summary", t(telling.tableHeading())),
        el(
            "table",
            el(
                "thead",
                el(
                    "tr",
                    el("th", at("scope", "col"), t(telling.timeHeading())),
                    el("th", at("scope", "col"), t(telling.valueHeading())))),
            el("tbody", all(rows))));
  }

  private double x(long millis) {
    return LEFT + (double) (millis - from) / (to - from) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
  }

  private static String figure(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
