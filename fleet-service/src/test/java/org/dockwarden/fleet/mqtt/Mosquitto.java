package org.dockwarden.fleet.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.pki.TestPki;

/** Debian's mosquitto on a free loopback port, with TLS, client certificates and topic rules. */
public final class Mosquitto {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Those that sites install. */
  private static final Path RULES = Path.of("../packaging/mosquitto/dockwarden.acl");

  private final Path folder;
  private final int port;
  private Process process;

  private Mosquitto(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts it; clients are those whose certificates {@code pki} issued. */
  public static Mosquitto start(Path folder, TestPki pki) throws IOException {
    int port = freePort();
    pki.server("localhost").write(folder, "broker");
    Files.writeString(folder.resolve("ca.pem"), pki.certificatePem());
    Files.copy(RULES, folder.resolve("mosquitto.acl"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        cafile ca.pem
        certfile broker.pem
        keyfile broker.key
        tls_version tlsv1.3
        require_certificate true
        use_identity_as_username true
        acl_file mosquitto.acl
        max_topic_alias 0
        persistence false
        user %s
        """
            .formatted(port, System.getProperty("user.name")));
    return new Mosquitto(folder, port, run(folder, port));
  }

  private static Process run(Path folder, int port) throws IOException {
    String path = System.getenv("PATH") + ":/usr/sbin";
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "exec mosquitto -c mosquitto.conf")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile());
    builder.environment().put("PATH", path);
    Process process = builder.start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isOpen(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(Files.readString(folder.resolve("mosquitto.log")));
      }
      Thread.onSpinWait();
    }
    return process;
  }

  public String url() {
    return "ssl://127.0.0.1:" + port;
  }

  /** Ends it, and frees the port for {@link #again}. */
  public void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Starts it on the same port. */
  public void again() throws IOException {
    process = run(folder, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isOpen(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
