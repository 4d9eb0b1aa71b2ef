package org.dockwarden.agent.release;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dockwarden.agent.eraser.EraseAnswer;
import org.dockwarden.agent.eraser.EraseJson;
import org.dockwarden.agent.eraser.EraseRequest;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.jspecify.annotations.Nullable;

/** Runs the eraser's command for one request: JSON to its standard input, a line for each file. */
public final class EraserProcess implements EraserPort {
  /** A small board that does a dozen things at once takes its time with a JVM. */
  private static final Duration START = Duration.ofSeconds(150);

  /** A camera may have to be read again as a whole; slower than this it is broken. Bytes/second. */
  private static final long SLOWEST_READ = 500_000;

  private final List<String> command;
  private final Path folder;

  /**
   * @param folder where the command runs
   */
  public EraserProcess(List<String> command, Path folder) {
    this.command = List.copyOf(command);
    this.folder = folder;
  }

  @Override
  public Erasure erase(EraseRequest request) throws IOException, InterruptedException {
    Process process = start();
    Thread watchdog = Thread.ofVirtual().start(() -> endAfter(process, timeout(request)));
    try {
      send(process, EraseJson.encode(request));
      List<EraseAnswer> answers = new ArrayList<>();
      try (InputStream out = new BufferedInputStream(process.getInputStream())) {
        for (byte[] line = line(out); line.length > 0; line = line(out)) {
          answers.add(EraseJson.decodeAnswer(line));
        }
      }
      int exit = process.waitFor();
      if (exit != 0 && answers.isEmpty()) {
        throw failed("eraser: exit " + exit, null);
      }
      return new Erasure(answers, exit == 0 ? Optional.empty() : Optional.of("exit " + exit));
    } finally {
      process.destroy();
      watchdog.interrupt();
    }
  }

  private Process start() throws EvidenceException {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw failed("eraser: " + e.getMessage(), e);
    }
  }

  private static void send(Process process, byte[] request) throws EvidenceException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(request);
    } catch (IOException e) {
      throw failed("eraser: " + e.getMessage(), e);
    }
  }

  /** Longest time for a request. */
  static Duration timeout(EraseRequest request) {
    long bytes = request.files().stream().mapToLong(item -> item.identity().bytes()).sum();
    return START.plusSeconds(bytes / SLOWEST_READ);
  }

  private static void endAfter(Process process, Duration timeout) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It has ended by itself.
    }
  }

  /** The next line, empty at the end. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int unit = in.read(); unit >= 0 && unit != '\n'; unit = in.read()) {
      if (line.size() == EraseJson.MAX_ANSWER_BYTES) {
        throw failed("eraser: a line too long", null);
      }
      line.write(unit);
    }
    return line.toByteArray();
  }

  private static EvidenceException failed(String message, @Nullable Exception cause) {
    return new EvidenceException(ErrorCode.RELEASE_FAILED, message, cause);
  }
}
