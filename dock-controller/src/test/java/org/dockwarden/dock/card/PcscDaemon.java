package org.dockwarden.dock.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real pcscd at its one well-known socket, with a virtual reader. */
final class PcscDaemon implements AutoCloseable {
  private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");
  private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
  private static final int PORT = 35_963; // vpcd's own; slot 1 is the next.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Process process;

  private PcscDaemon(Process process) {
    this.process = process;
  }

  static PcscDaemon start(Path folder) throws IOException {
    return start(
        folder,
        """
        FRIENDLYNAME "Virtual PCD"
        DEVICENAME   /dev/null:0x%1$X
        LIBPATH      %2$s
        CHANNELID    0x%1$X
        """
            .formatted(PORT, DRIVER));
  }

  static PcscDaemon startWithoutReader(Path folder) throws IOException {
    return start(folder, "");
  }

  private static PcscDaemon start(Path folder, String readers) throws IOException {
    Path configuration = Files.createDirectories(folder.resolve("reader.conf.d"));
    Files.writeString(configuration.resolve("vpcd"), readers);
    Files.deleteIfExists(SOCKET);
    Process process =
        new ProcessBuilder(List.of("pcscd", "--foreground", "--config", configuration.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pcscd.log").toFile())
            .start();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.exists(SOCKET)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(Files.readString(folder.resolve("pcscd.log")));
      }
      Thread.onSpinWait();
    }
    return new PcscDaemon(process);
  }

  /** Where a card of the first slot connects. */
  int port() {
    return PORT;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
