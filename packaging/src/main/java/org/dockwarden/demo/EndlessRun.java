package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** {@code demo}: everything runs and cameras come and go until Ctrl-C. */
final class EndlessRun {
  private static final Duration TURN = Duration.ofMillis(250);

  private final DemoFolder folder;
  private final Program program;
  private final PrintStream out;

  EndlessRun(DemoFolder folder, Program program, PrintStream out) {
    this.folder = folder;
    this.program = program;
    this.out = out;
  }

  /** Ends only by an exception: a child that died, or this process being told to end. */
  void run() throws IOException, InterruptedException {
    Theatre theatre = new Theatre(folder, Instant.now());
    try (Estate estate = Estate.start(folder, program)) {
      estate.describe(out);
      estate.awaitReady();
      out.println("Ctrl-C ends it; evidence bags appear in " + bags());
      try (BayBoard board = new BayBoard(out)) {
        while (true) {
          estate.checkChildren();
          theatre.advance(Instant.now(), board.news());
          board.show(BayView.parse(estate.agentStatus()), estate.dems().accepted());
          Thread.sleep(TURN);
        }
      }
    }
  }

  private Path bags() {
    return folder.dems();
  }
}
