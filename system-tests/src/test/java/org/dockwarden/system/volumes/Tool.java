package org.dockwarden.system.volumes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the programs that make, mount and check file systems. */
final class Tool {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Tool() {}

  /** What came of it. */
  record Outcome(int code, String output) {}

  /** Takes what the program prints, byte for byte. */
  @FunctionalInterface
  interface Output<T> {
    T read(InputStream in) throws IOException;
  }

  /** Runs it; anything but exit code 0 is a failure. */
  static String run(String... command) throws IOException, InterruptedException {
    Outcome outcome = attempt(command);
    if (outcome.code() != 0) {
      throw new IOException(String.join(" ", command) + ": " + outcome);
    }
    return outcome.output();
  }

  /** Runs it, whatever comes of it. Programs that are not here count as failed. */
  static Outcome attempt(String... command) throws InterruptedException {
    try {
      Process process = builder(List.of(command)).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), text);
    } catch (IOException e) {
      return new Outcome(127, e.toString());
    }
  }

  /** Runs it and reads its standard output as bytes. */
  static <T> T read(Output<T> output, String... command) throws IOException, InterruptedException {
    Process process =
        builder(List.of(command)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    T result = output.read(process.getInputStream());
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + ": exit code " + code);
    }
    return result;
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("PATH", PATH);
    builder.environment().put("MTOOLS_SKIP_CHECK", "1");
    return builder;
  }
}
