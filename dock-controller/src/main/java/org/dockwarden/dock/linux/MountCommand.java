package org.dockwarden.dock.linux;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dockwarden.dock.bay.BayException;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayReason;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code dockwarden-mount} (packaging/helpers). Both calls end within the time limit, by force
 * if need be; whatever is not a success with the expected mount point is {@code mount-failed}.
 */
final class MountCommand {
  private static final int MAX_OUTPUT_BYTES = 4096;

  private final List<String> command;
  private final Path mountRoot;
  private final Duration limit;

  /**
   * A helper.
   *
   * @param command program and leading arguments
   * @param mountRoot folder that every mount point lies in
   * @param limit longest run; a damaged volume can keep mount(8) busy for long
   */
  MountCommand(List<String> command, Path mountRoot, Duration limit) {
    this.command = List.copyOf(command);
    this.mountRoot = mountRoot;
    this.limit = limit;
  }

  /** Mounts read-only and gives the mount point. */
  Path mount(BayNumber bay, String device) throws IOException {
    String output = run(bay, "mount", bay.toString(), "/dev/" + device);
    Path expected = mountRoot.resolve("bay-" + bay);
    if (!output.strip().equals(expected.toString())) {
      throw failed(bay, "another mount point (expected: " + expected + ")", null);
    }
    return expected;
  }

  /** Unmounts; succeeds when nothing is mounted. */
  void unmount(BayNumber bay) throws IOException {
    run(bay, "unmount", bay.toString());
  }

  private String run(BayNumber bay, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    Process process;
    try {
      process =
          new ProcessBuilder(line)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .start();
    } catch (IOException e) {
      throw failed(bay, line.getFirst() + " cannot be run", e);
    }
    // What a pipe holds is enough for every message; a helper that says more is stopped by time.
    try (InputStream output = process.getInputStream();
        InputStream error = process.getErrorStream()) {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(bay, "helper took longer than " + limit, null);
      }
      if (process.exitValue() != 0) {
        throw failed(bay, "helper exit " + process.exitValue() + ": " + text(error), null);
      }
      return text(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(bay, "interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(InputStream stream) throws IOException {
    // Only what is there: a child of the helper that lives on may hold the pipe open.
    byte[] bytes = stream.readNBytes(Math.min(stream.available(), MAX_OUTPUT_BYTES));
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\n]]", "?").strip();
  }

  private static BayException failed(BayNumber bay, String what, @Nullable Exception cause) {
    return new BayException(BayReason.MOUNT_FAILED, "bay " + bay + ": " + what, cause);
  }
}
