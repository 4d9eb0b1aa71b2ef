package org.dockwarden.demo;

import java.io.PrintStream;
import java.util.List;
import org.dockwarden.demo.CameraContents.CameraFile;
import org.dockwarden.evidence.identity.Digest;

/** The result of {@code --once}: a line for each file, then a sum. */
record OnceTable(List<Row> rows) {
  /** A person does not read more; the sum counts them all. */
  private static final int MAX_ROWS = 500;

  private static final int MAX_NAME_COLUMNS = 48;

  /** What became of a file. */
  enum State {
    /** Evidence, acknowledged by the DEMS, and gone from the camera. */
    RELEASED("released"),
    /** Evidence, acknowledged by the DEMS, but still on the camera. */
    DELIVERED("delivered"),
    /** Still on the camera only. */
    ON_CAMERA("on camera"),
    /** Neither on the camera nor in a bag: must never be seen. */
    LOST("LOST");

    private final String text;

    State(String text) {
      this.text = text;
    }

    static State of(boolean inBag, boolean onCamera) {
      if (inBag) {
        return onCamera ? DELIVERED : RELEASED;
      }
      return onCamera ? ON_CAMERA : LOST;
    }
  }

  record Row(CameraFile file, State state) {}

  OnceTable {
    rows = List.copyOf(rows);
  }

  void print(PrintStream out) {
    int width = "file".length();
    for (Row row : rows) {
      width = Math.max(width, Math.min(MAX_NAME_COLUMNS, columns(name(row))));
    }
    line(out, width, "file", "bytes", "SHA-256", "state");
    for (Row row : rows.subList(0, Math.min(MAX_ROWS, rows.size()))) {
      CameraFile file = row.file();
      line(
          out,
          width,
          name(row),
          Long.toString(file.bytes()),
          file.digest().hex(),
          row.state().text);
    }
    if (rows.size() > MAX_ROWS) {
      out.println("… and " + (rows.size() - MAX_ROWS) + " more");
    }
    long bytes = rows.stream().mapToLong(row -> row.file().bytes()).sum();
    out.println(
        rows.size() + " files, " + bytes + " bytes, " + count(State.RELEASED) + " released");
  }

  long count(State state) {
    return rows.stream().filter(row -> row.state() == state).count();
  }

  private static String name(Row row) {
    return row.file().path().text();
  }

  private static void line(
      PrintStream out, int width, String name, String bytes, String digest, String state) {
    String padding = " ".repeat(Math.max(0, width - columns(name)));
    out.printf(
        "%s%s  %12s  %-" + 2 * Digest.BYTES + "s  %s%n", name, padding, bytes, digest, state);
  }

  private static int columns(String text) {
    return text.codePointCount(0, text.length());
  }
}
