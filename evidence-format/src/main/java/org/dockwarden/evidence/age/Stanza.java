package org.dockwarden.evidence.age;

import java.util.List;

/**
 * A recipient stanza: one wrapping of the file key.
 *
 * @param arguments one or more; the first is the recipient type
 * @param body any number of bytes
 */
record Stanza(List<String> arguments, byte[] body) {
  static final String MARK = "->";

  /** Columns of every body line but the last, which is shorter. */
  static final int LINE_COLUMNS = 64;

  String type() {
    return arguments.getFirst();
  }

  /** Appends the text form to {@code header}. */
  void write(StringBuilder header) {
    header.append(MARK).append(' ').append(String.join(" ", arguments)).append('\n');
    String text = RawBase64.encode(body);
    int from = 0;
    for (; text.length() - from >= LINE_COLUMNS; from += LINE_COLUMNS) {
      header.append(text, from, from + LINE_COLUMNS).append('\n');
    }
    header.append(text, from, text.length()).append('\n');
  }
}
