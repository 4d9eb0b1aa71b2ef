package org.dockwarden.fleet.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.identity.CameraId;

/**
 * Reads stock states from CSV, strictly: the header {@value #HEADER}, one camera a line. Every
 * problem is noted with its line; with one problem nothing is taken.
 */
public final class StockCsv {
  public static final String HEADER = "camera,stock,reason";
  public static final int MAX_BYTES = 16 * 1024 * 1024;
  static final int MAX_LINES = 100_000;
  private static final int MAX_PROBLEMS = 100;
  private static final int COLUMNS = 3;
  private static final String BYTE_ORDER_MARK = "\uFEFF"; // Spreadsheets write it.

  private final List<Line> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> lineOf = new HashMap<>();

  private StockCsv() {}

  /** One camera's new state. */
  public record Line(String camera, StockState stock, String reason) {}

  /**
   * What was read.
   *
   * @param problems {@code line N: COLUMN: what (expected: …)}, at most 100
   */
  public record Outcome(List<Line> lines, List<String> problems) {
    public Outcome {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  /** Reads a whole file. */
  public static Outcome read(byte[] csv) {
    StockCsv reader = new StockCsv();
    reader.readAll(csv);
    return new Outcome(reader.problems.isEmpty() ? reader.lines : List.of(), reader.problems);
  }

  private void readAll(byte[] csv) {
    if (csv.length > MAX_BYTES) {
      problems.add("file: " + csv.length + " bytes (expected: <= " + MAX_BYTES + ")");
      return;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
    } catch (CharacterCodingException e) {
      problems.add("file: (expected: UTF-8)");
      return;
    }
    List<String> all =
        (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
    if (all.isEmpty() || !all.getFirst().equals(HEADER)) {
      problems.add("line 1: (expected: " + HEADER + ")");
    } else if (all.size() - 1 > MAX_LINES) {
      problems.add("file: " + (all.size() - 1) + " lines (expected: <= " + MAX_LINES + ")");
    } else {
      for (int number = 2; number <= all.size() && problems.size() < MAX_PROBLEMS; number++) {
        if (!all.get(number - 1).isBlank()) {
          readLine(number, all.get(number - 1));
        }
      }
    }
  }

  private void readLine(int number, String line) {
    Optional<List<String>> fields = Csv.fields(line).filter(it -> it.size() == COLUMNS);
    if (fields.isEmpty()) {
      problem(number, "line", "3 columns, quotes in pairs: " + HEADER);
      return;
    }
    String camera = fields.get().get(0);
    Optional<StockState> stock = StockState.parse(fields.get().get(1));
    String reason = fields.get().get(2);
    if (!isCamera(camera)) {
      problem(number, "camera", "vendor:product:serial");
    } else if (stock.isEmpty()) {
      problem(number, "stock", "in-use, spare, in-repair, lost or retired");
    } else if (!isReason(reason)) {
      problem(number, "reason", "1 to " + StockChange.MAX_REASON + " printable characters");
    } else {
      Integer before = lineOf.putIfAbsent(camera, number);
      if (before != null) {
        problems.add("line " + number + ": camera: the same as in line " + before);
      }
      lines.add(new Line(camera, stock.get(), reason));
    }
  }

  private void problem(int number, String column, String expected) {
    problems.add("line " + number + ": " + column + " (expected: " + expected + ")");
  }

  private static boolean isCamera(String text) {
    try {
      return CameraId.parse(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether a reason says something, in one line. */
  public static boolean isReason(String text) {
    return !text.isBlank()
        && text.length() <= StockChange.MAX_REASON
        && text.chars().noneMatch(Character::isISOControl);
  }
}
