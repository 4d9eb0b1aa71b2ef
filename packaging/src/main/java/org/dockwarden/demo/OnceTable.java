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

  /** Bytes, digest, the longest state, and the gaps. */
  private static final int OTHER_COLUMNS = 12 + 2 * Digest.BYTES + "on camera".length() + 3 * 2;

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

  /** In a terminal that is too narrow for it, the digest has a line of its own. */
  void print(PrintStream out, Terminal terminal) {
    int width = "file".length();
    for (Row row : rows) {
      width = Math.max(width, Math.min(MAX_NAME_COLUMNS, columns(name(row))));
    }
    boolean isWide = !terminal.isPresent() || width + OTHER_COLUMNS <= terminal.columns();
    line(out, width, "file", "bytes", isWide ? "SHA-256" : "", "state");
    for (Row row : rows.subList(0, Math.min(MAX_ROWS, rows.size()))) {
      CameraFile file = row.file();
      String digest = file.digest().hex();
      String bytes = Long.toString(file.bytes());
      line(out, width, name(row), bytes, isWide ? digest : "", row.state().text);
      if (!isWide) {
        out.println("  " + digest);
      }
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
    String middle = digest.isEmpty() ? "" : String.format("%-" + 2 * Digest.BYTES + "s  ", digest);
    out.printf("%s%s  %12s  %s%s%n", name, padding, bytes, middle, state);
  }

  private static int columns(String text) {
    return text.codePointCount(0, text.length());
  }
}
