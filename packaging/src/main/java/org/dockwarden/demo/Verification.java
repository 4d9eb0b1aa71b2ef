package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code dockwarden verify} on bags, as anybody would who has them and the two authorities.
 */
final class Verification {
  /** So many bags an invocation keep the command line far below the system's limit. */
  private static final int BAGS_AT_ONCE = 500;

  private final DemoFolder folder;
  private final Program program;

  Verification(DemoFolder folder, Program program) {
    this.folder = folder;
    this.program = program;
  }

  /** Throws unless every check of every bag holds. */
  void run(List<Path> bags, PrintStream out) throws IOException, InterruptedException {
    Path log = folder.logs().resolve("verify.log");
    for (int from = 0; from < bags.size(); from += BAGS_AT_ONCE) {
      List<Path> some = bags.subList(from, Math.min(from + BAGS_AT_ONCE, bags.size()));
      int exit = start(some, log).waitFor();
      if (exit != 0) {
        throw new DemoException("verify: exit code " + exit + " (expected: 0); see " + log);
      }
    }
    out.println("verified " + bags.size() + " bags: every check holds (" + log + ")");
  }

  private Process start(List<Path> bags, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.launcher().toString());
    command.add("verify");
    command.add("--trust");
    command.add(folder.keys().resolve("dock-ca.pem").toString());
    command.add("--receipt-trust");
    command.add(folder.keys().resolve("receipt-ca.pem").toString());
    for (Path bag : bags) {
      command.add(bag.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
