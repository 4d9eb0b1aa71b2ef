package org.dockwarden.system.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.system.fixture.Await;

/**
 * {@code ./dockwarden demo …} as a process. All that it starts works below {@code folder}, by which
 * it is found.
 */
final class Demo implements AutoCloseable {
  /** A whole demo starts, works and ends within this even on a busy machine. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Path TOP = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Path LAUNCHER = TOP.resolve("dockwarden");
  private static final Path DISTRIBUTION = TOP.resolve("packaging/target/dist");

  private final Process process;
  private final Path folder;
  private final Path output;

  private Demo(Process process, Path folder, Path output) {
    this.process = process;
    this.folder = folder;
    this.output = output;
  }

  /** What a command ended with, and all that it printed. */
  record Outcome(int exit, String output) {}

  static Demo start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  /** Starts it in the folder, with these variables in its environment. */
  static Demo start(Path folder, Map<String, String> variables, String... arguments)
      throws IOException {
    // A shell's background job ignores SIGINT, and so would all that the tests start.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(List.of(LAUNCHER.toString(), "demo"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // The build that runs these tests has just made it; another build inside would clash with it.
    builder.environment().put("DOCKWARDEN_BUILT", DISTRIBUTION.toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Demo(process, folder.toRealPath(), output);
  }

  /** Runs it to its end. */
  static Outcome run(Path folder, String... arguments) throws IOException, InterruptedException {
    Demo demo = start(folder, arguments);
    try {
      return new Outcome(demo.awaitExit(), demo.output());
    } finally {
      demo.kill(); // it alone: another may be running in the folder
    }
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  void awaitOutput(String words) throws InterruptedException {
    Await.until(
        "the demo says: " + words,
        PATIENCE,
        () -> output().contains(words) || !process.isAlive(),
        () -> "");
    try {
      if (!output().contains(words)) {
        throw new AssertionError("the demo ended: " + output());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  int awaitExit() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the demo does not end: " + output());
    }
    return process.exitValue();
  }

  /** Ctrl-C in a terminal. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** SIGKILL to the demo alone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The demo's child whose command line has this in it. */
  ProcessHandle child(String words) {
    return process
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no child: " + words));
  }

  /** A port that the demo says something listens at, by the name that it gives to that. */
  int port(String name) throws IOException {
    Matcher line =
        Pattern.compile("(?m)^  " + name + " +\\S+//127\\.0\\.0\\.1:(\\d+)").matcher(output());
    if (!line.find()) {
      throw new AssertionError(name + " is not in: " + output());
    }
    return Integer.parseInt(line.group(1));
  }

  /** Waits until no process works in the folder or below it any more. */
  static void awaitNoProcess(Path folder) throws InterruptedException, IOException {
    Path real = folder.toRealPath();
    Await.until("nothing runs in " + real, () -> processes(real).isEmpty());
  }

  private static List<ProcessHandle> processes(Path folder) throws IOException {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path entry : entries) {
        if (worksIn(entry, folder)) {
          ProcessHandle.of(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean worksIn(Path entry, Path folder) {
    try {
      return Files.readSymbolicLink(entry.resolve("cwd")).startsWith(folder);
    } catch (IOException e) {
      return false; // it has just ended, or is somebody else's
    }
  }

  /** Kills what is left, for a test that failed. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    processes(folder).forEach(ProcessHandle::destroyForcibly);
  }
}
