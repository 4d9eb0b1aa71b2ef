package org.dockwarden.dock.helper;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A helper that is run as a command: for tests, and machines without systemd. */
public final class HelperCommand implements HelperPort {
  private final List<String> command;

  /**
   * A helper.
   *
   * @param command program and leading arguments
   */
  public HelperCommand(List<String> command) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("helper: no command");
    }
    this.command = List.copyOf(command);
  }

  @Override
  public HelperAnswer ask(List<String> arguments, Duration limit) throws IOException {
    HelperText.line(arguments);
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    // What a pipe holds is enough for every message; a helper that says more is stopped by time.
    try (InputStream output = process.getInputStream();
        InputStream error = process.getErrorStream()) {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new HelperSilentException("helper took longer than " + limit);
      }
      return new HelperAnswer(
          process.exitValue(), text(output), text(error).lines().reduce("", (_, last) -> last));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(InputStream stream) throws IOException {
    // Only what is there: a child of the helper that lives on may hold the pipe open.
    byte[] bytes = stream.readNBytes(stream.available());
    if (bytes.length > MAX_OUTPUT_BYTES) {
      throw new IOException(
          "helper: " + bytes.length + " bytes (expected: <= " + MAX_OUTPUT_BYTES + ")");
    }
    return HelperText.printable(bytes).strip();
  }
}
