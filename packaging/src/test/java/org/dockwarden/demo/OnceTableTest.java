package org.dockwarden.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.dockwarden.demo.CameraContents.CameraFile;
import org.dockwarden.demo.OnceTable.Row;
import org.dockwarden.demo.OnceTable.State;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;
import org.junit.jupiter.api.Test;

final class OnceTableTest {
  private static final Digest DIGEST = Digest.compute(new byte[0]);

  @Test
  void whatIsNeitherInABagNorOnTheCameraIsLost() {
    assertEquals(State.LOST, State.of(false, false));
    assertEquals(State.ON_CAMERA, State.of(false, true));
    assertEquals(State.DELIVERED, State.of(true, true));
    assertEquals(State.RELEASED, State.of(true, false));
  }

  @Test
  void everyFileHasALineWithNameBytesDigestAndState() {
    String text = print(List.of(row("DCIM/clip one.mp4", 42)));
    assertTrue(text.contains("DCIM/clip one.mp4            42  " + DIGEST + "  released"), text);
    assertTrue(text.endsWith("1 files, 42 bytes, 1 released\n"), text);
  }

  @Test
  void longTableIsCutButItsSumIsNot() {
    String text = print(Collections.nCopies(501, row("a", 2)));
    assertEquals(1 + 500 + 2, text.lines().count());
    assertTrue(text.contains("… and 1 more"), text);
    assertTrue(text.endsWith("501 files, 1002 bytes, 501 released\n"), text);
  }

  private static Row row(String path, long bytes) {
    return new Row(new CameraFile(new CameraPath(path), bytes, DIGEST), State.RELEASED);
  }

  @Test
  void narrowTerminalHasTheDigestOnALineOfItsOwn() {
    String text = print(List.of(row("DCIM/clip one.mp4", 42)), new Terminal(40, 80));
    assertTrue(
        text.contains("DCIM/clip one.mp4            42  released\n  " + DIGEST + "\n"), text);
    assertTrue(text.lines().allMatch(line -> line.length() < 80), text);
  }

  private static String print(List<Row> rows) {
    return print(rows, Terminal.NONE);
  }

  private static String print(List<Row> rows, Terminal terminal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new OnceTable(rows).print(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
