package org.dockwarden.fleet.notify.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.pki.TestIdentity;

/** Debian's aiosmtpd on a free loopback port; ends when its input does. */
final class SmtpServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedReader output;
  private final Path folder;
  private final int port;

  private SmtpServer(Process process, BufferedReader output, Path folder, int port) {
    this.process = process;
    this.output = output;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param mode {@code starttls}, {@code implicit} or {@code plain}
   */
  static SmtpServer start(Path folder, String mode, TestIdentity identity) throws IOException {
    identity.write(folder, "smtp");
    Process process =
        new ProcessBuilder(
                "/usr/bin/python3", // Debian's, which has Debian's aiosmtpd
                script().toString(),
                folder.toString(),
                mode,
                folder.resolve("smtp.pem").toString(),
                folder.resolve("smtp.key").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (line == null || !line.startsWith("ready ")) {
      process.destroyForcibly();
      throw new IOException("aiosmtpd: " + line + " (expected: ready PORT)");
    }
    return new SmtpServer(process, output, folder, Integer.parseInt(line.substring(6)));
  }

  private static Path script() {
    return Path.of("src/test/resources/org/dockwarden/fleet/notify/mail/smtp_server.py")
        .toAbsolutePath();
  }

  int port() {
    return port;
  }

  /** What it took, in order; it writes each before it answers. */
  List<JsonNode> taken() throws IOException {
    List<JsonNode> taken = new ArrayList<>();
    Path next = folder.resolve("1.json");
    while (Files.exists(next)) {
      taken.add(new ObjectMapper().readTree(Files.readAllBytes(next)));
      next = folder.resolve(taken.size() + 1 + ".json");
    }
    return taken;
  }

  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    output.close();
  }
}
