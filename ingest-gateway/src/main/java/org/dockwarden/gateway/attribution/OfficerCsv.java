package org.dockwarden.gateway.attribution;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dockwarden.evidence.assignment.CardId;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.json.UnicodeText;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the directory of officers from CSV (RFC 4180), strictly: the header {@value #HEADER}, one
 * officer a line, quotes where a comma or quote is inside. Every problem is noted with its line.
 */
public final class OfficerCsv {
  /** The one header; {@code card} and {@code personal} may be empty in a line. */
  public static final String HEADER = "officer,name,force,card,personal";

  /** 50,000 lines with long names. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final int COLUMNS = 5;
  private static final int MAX_NAME_LENGTH = 200;
  private static final int MAX_PROBLEMS = 100;
  private static final String BYTE_ORDER_MARK = "\uFEFF"; // Spreadsheets write it.

  private final List<Line> officers = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> lineOf = new HashMap<>();

  private OfficerCsv() {}

  /** One officer; the card's number does not outlive the import. */
  public record Line(
      OfficerId officer,
      String name,
      String force,
      Optional<CardId> card,
      Optional<CameraId> personal) {}

  /**
   * What was read.
   *
   * @param officers all of them, where there is no problem
   * @param problems {@code line N: COLUMN: what (expected: …)}
   */
  public record Outcome(List<Line> officers, List<String> problems) {
    public Outcome {
      officers = List.copyOf(officers);
      problems = List.copyOf(problems);
    }
  }

  /** Reads a whole file. */
  public static Outcome read(byte[] csv) {
    OfficerCsv reader = new OfficerCsv();
    reader.readAll(csv);
    return new Outcome(reader.officers, reader.problems);
  }

  private void readAll(byte[] csv) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
    } catch (CharacterCodingException e) {
      problems.add("file: (expected: UTF-8)");
      return;
    }
    List<String> lines =
        (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      problems.add("line 1: (expected: " + HEADER + ")");
      return;
    }
    if (lines.size() - 1 > OfficerDirectory.MAX_OFFICERS) {
      problems.add(
          "file: "
              + (lines.size() - 1)
              + " officers (expected: <= "
              + OfficerDirectory.MAX_OFFICERS
              + ")");
      return;
    }
    for (int number = 2; number <= lines.size() && problems.size() < MAX_PROBLEMS; number++) {
      if (!lines.get(number - 1).isBlank()) {
        readLine(number, lines.get(number - 1));
      }
    }
    if (officers.isEmpty() && problems.isEmpty()) {
      problems.add("file: no officer (expected: at least one; an empty directory locks all out)");
    }
  }

  private void readLine(int number, String line) {
    @Nullable List<String> fields = fields(line);
    if (fields == null || fields.size() != COLUMNS) {
      problems.add(
          "line "
              + number
              + ": (expected: "
              + COLUMNS
              + " columns, quotes in pairs: "
              + HEADER
              + ")");
      return;
    }
    Optional<OfficerId> officer = value(number, "officer", fields.get(0), OfficerId::new);
    Optional<String> name =
        value(
            number,
            "name",
            fields.get(1),
            it -> UnicodeText.requireLine("name", it, MAX_NAME_LENGTH));
    Optional<String> force =
        value(number, "force", fields.get(2), it -> DockId.requireName("force", it));
    Optional<CardId> card = optional(number, "card", fields.get(3), CardId::parse);
    Optional<CameraId> personal = optional(number, "personal", fields.get(4), CameraId::parse);
    officer.ifPresent(it -> once(number, "officer", it.text()));
    card.ifPresent(it -> once(number, "card", it.hex()));
    personal.ifPresent(it -> once(number, "personal", it.toString()));
    if (officer.isPresent() && name.isPresent() && force.isPresent()) {
      officers.add(new Line(officer.get(), name.get(), force.get(), card, personal));
    }
  }

  private void once(int number, String column, String value) {
    Integer before = lineOf.putIfAbsent(column + " " + value, number);
    if (before != null) {
      problems.add("line " + number + ": " + column + ": the same as in line " + before);
    }
  }

  private <T> Optional<T> optional(
      int number, String column, String text, Function<String, T> reader) {
    return text.isEmpty() ? Optional.empty() : value(number, column, text, reader);
  }

  private <T> Optional<T> value(
      int number, String column, String text, Function<String, T> reader) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String what = message.startsWith(column + ":") ? message : column + ": " + message;
      problems.add("line " + number + ": " + what);
      return Optional.empty();
    }
  }

  /** The fields of a line, trimmed; null where a quote stands alone. A field has no line break. */
  private static @Nullable List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      if (at < line.length() && line.charAt(at) == '"') {
        StringBuilder field = new StringBuilder();
        at = quoted(line, at + 1, field);
        if (at < 0 || (at < line.length() && line.charAt(at) != ',')) {
          return null;
        }
        fields.add(field.toString().strip());
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        String field = line.substring(at, end);
        if (field.indexOf('"') >= 0) {
          return null;
        }
        fields.add(field.strip());
        at = end;
      }
      at++; // Behind the comma, or behind the end.
    }
    return fields;
  }

  /** Appends a quoted field; returns the index behind its closing quote, -1 where it has none. */
  private static int quoted(String line, int start, StringBuilder field) {
    int at = start;
    while (at < line.length()) {
      if (line.charAt(at) != '"') {
        field.append(line.charAt(at++));
      } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
        field.append('"');
        at += 2;
      } else {
        return at + 1;
      }
    }
    return -1;
  }
}
