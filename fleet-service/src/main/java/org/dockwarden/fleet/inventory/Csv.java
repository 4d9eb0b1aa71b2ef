package org.dockwarden.fleet.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines of CSV (RFC 4180), read strictly and written so that no spreadsheet takes a formula. */
public final class Csv {
  /** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
  private static final String FORMULA = "=+-@\t\r";

  private static final char QUOTE = '"';

  private Csv() {}

  /** One line with its end. */
  public static String line(List<String> fields) {
    StringBuilder line = new StringBuilder();
    for (String field : fields) {
      line.append(line.isEmpty() ? "" : ",").append(quoted(field));
    }
    return line.append("\r\n").toString();
  }

  private static String quoted(String field) {
    boolean isFormula = !field.isEmpty() && FORMULA.indexOf(field.charAt(0)) >= 0;
    String safe = isFormula ? "'" + field : field;
    boolean isPlain = safe.chars().noneMatch(c -> c == QUOTE || c == ',' || c == '\n' || c == '\r');
    return isPlain ? safe : QUOTE + safe.replace("\"", "\"\"") + QUOTE;
  }

  /** The fields of a line without line breaks inside; empty where a quote stands alone. */
  static Optional<List<String>> fields(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      StringBuilder field = new StringBuilder();
      if (at < line.length() && line.charAt(at) == QUOTE) {
        at = readQuoted(line, at + 1, field);
        if (at < 0 || (at < line.length() && line.charAt(at) != ',')) {
          return Optional.empty();
        }
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        field.append(line, at, end);
        if (field.indexOf("\"") >= 0) {
          return Optional.empty();
        }
        at = end;
      }
      fields.add(harmless(field.toString().strip()));
      at++; // behind the comma, or behind the end
    }
    return Optional.of(fields);
  }

  /** Takes away what {@link #line} has put before a formula, so that a file can go round. */
  private static String harmless(String field) {
    boolean isGuarded =
        field.length() > 1 && field.charAt(0) == '\'' && FORMULA.indexOf(field.charAt(1)) >= 0;
    return isGuarded ? field.substring(1) : field;
  }

  /** Appends a quoted field; returns the index behind its closing quote, -1 where it has none. */
  private static int readQuoted(String line, int start, StringBuilder field) {
    int at = start;
    while (at < line.length()) {
      if (line.charAt(at) != QUOTE) {
        field.append(line.charAt(at++));
      } else if (at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
        field.append(QUOTE);
        at += 2;
      } else {
        return at + 1;
      }
    }
    return -1;
  }
}
