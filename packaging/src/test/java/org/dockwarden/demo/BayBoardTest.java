package org.dockwarden.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person sees of the bays, with and without a terminal. */
final class BayBoardTest {
  private static final BayView EMPTY = new BayView(1, "empty", "", "", 0, 0, 0, 0);
  private static final BayView HALF = new BayView(2, "safe", "", "1209:d0c1:BW-0001", 4, 4, 2, 0);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void withoutATerminalOnlyChangesAreToldAndNothingIsDrawn() {
    try (BayBoard board = new BayBoard(out, Terminal.NONE)) {
      board.news().println("news");
      board.show(List.of(EMPTY, HALF), 0);
      board.show(List.of(EMPTY, HALF), 1);
    }
    assertEquals("news\nbay 1: empty\nbay 2: safe\n", text());
  }

  @Test
  void terminalHasABarForEachCamera() {
    try (BayBoard board = new BayBoard(out, new Terminal(40, 120))) {
      board.show(List.of(EMPTY, HALF), 3);
    }
    assertTrue(text().contains("bay 2  [############------------]  safe, released 0/4"), text());
    assertTrue(text().contains("acknowledged by the DEMS: 3"), text());
  }

  @Test
  void nothingIsDrawnTwice() {
    try (BayBoard board = new BayBoard(out, new Terminal(40, 120))) {
      board.show(List.of(EMPTY, HALF), 3);
      String once = text();
      board.show(List.of(EMPTY, HALF), 3);
      assertEquals(once, text());
    }
  }

  @Test
  void newsPushTheBoardDown() {
    try (BayBoard board = new BayBoard(out, new Terminal(40, 120))) {
      board.show(List.of(EMPTY), 0);
      bytes.reset();
      board.news().println("news");
      board.show(List.of(EMPTY), 0);
    }
    assertTrue(text().startsWith("\u001b[?7l\r\u001b[2Anews\u001b[K\n  bay 1"), text());
    assertTrue(text().endsWith("\u001b[?7h"), "lines wrap again afterwards: " + text());
  }

  @Test
  void narrowTerminalCutsNoLineInTwo() {
    try (BayBoard board = new BayBoard(out, new Terminal(20, 40))) {
      board.show(List.of(HALF), 0);
    }
    assertTrue(
        text()
            .lines()
            .map(line -> line.replaceAll("\u001b\\[[?0-9]*[a-zA-Z]|\r", ""))
            .allMatch(line -> line.length() < 40),
        text());
  }

  @Test
  void terminalWithTooFewRowsGetsPlainLines() {
    try (BayBoard board = new BayBoard(out, new Terminal(3, 120))) {
      board.show(List.of(EMPTY, HALF), 0);
    }
    assertFalse(text().contains("\u001b"), text());
  }

  @Test
  void terminalOfUnknownSizeIsStillATerminal() {
    assertEquals(new Terminal(24, 80), Terminal.parse(""));
    assertEquals(new Terminal(24, 80), Terminal.parse("0 0"));
    assertEquals(new Terminal(50, 132), Terminal.parse("50 132"));
    assertEquals(Terminal.NONE, Terminal.parse(null));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
