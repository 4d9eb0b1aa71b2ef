package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
    Terminal terminal = Terminal.ofProcess();
    Theatre theatre = new Theatre(folder, Instant.now());
    try (Estate estate = Estate.start(folder, program, out)) {
      estate.describe(out);
      estate.awaitReady(new ProgressLine(out, terminal));
      out.println("Evidence bags appear in " + bags());
      out.println("Dock a camera with your own footage from another terminal:");
      out.println("  " + program.launcher() + " demo dock FOLDER --data " + quoted(folder.root()));
      out.println("Ctrl-C ends it.");
      try (BayBoard board = new BayBoard(out, terminal)) {
        while (true) {
          theatre.advance(Instant.now(), board.news());
          List<BayView> bays = BayView.parse(estate.agentStatus());
          estate.checkChildren(); // before anything is drawn: it may be the end
          board.show(bays, estate.dems().accepted());
          if (out.checkError()) {
            throw new DemoException("standard output: closed (expected: somebody who reads it)");
          }
          Thread.sleep(TURN);
        }
      }
    }
  }

  private Path bags() {
    return folder.dems();
  }

  /** As a shell reads it. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
