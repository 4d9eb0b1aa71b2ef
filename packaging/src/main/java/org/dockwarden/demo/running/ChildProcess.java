package org.dockwarden.demo.running;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One program that the demo started: its process and its log. Stopping it twice is harmless. */
public final class ChildProcess {
  private static final int TAIL_LINES = 12;

  /** An exit value above this is that plus the signal's number, as in a shell. */
  private static final int SIGNALLED = 128;

  private final String name;
  private final Path log;
  private final Process process;

  private ChildProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts {@code command} in {@code folder}; what it prints goes to a fresh {@code log}, and what
   * it unpacks for itself (native libraries) to {@code folder/tmp}, where the next demo clears up.
   */
  public static ChildProcess start(String name, List<String> command, Path folder, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(OwnSession.of(command))
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DOCKWARDEN_TMP", folder.resolve("tmp").toString());
    return new ChildProcess(name, log, builder.start());
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  /** The handle by which it can be found again, even by another process. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it ended with and the end of its log; only for a process that has ended. */
  public String obituary() {
    StringBuilder text = new StringBuilder();
    text.append(name).append(" ended by itself, ").append(end(process.exitValue()));
    text.append("; the end of ").append(log).append(":");
    for (String line : tail()) {
      text.append("\n  ").append(line);
    }
    return text.toString();
  }

  private static String end(int exit) {
    return exit > SIGNALLED ? "killed by signal " + (exit - SIGNALLED) : "with exit code " + exit;
  }

  private List<String> tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException e) {
      return List.of("(unreadable: " + e.getMessage() + ")");
    }
  }

  /** Asks it to end: SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end, and makes an end (SIGKILL) when {@code patience} has passed. */
  public void awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
