package org.dockwarden.agent.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.pki.TestPki;

/** Debian's mosquitto on a free loopback port, as docs/operating/broker.md sets it up. */
public final class Mosquitto implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Path SHIPPED = Path.of("..", "packaging", "mosquitto");

  private final Path folder;
  private final int port;
  private Process process;

  private Mosquitto(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts it with the shipped configuration and rules; only paths, port and user are others. */
  public static Mosquitto start(Path folder, TestPki pki) throws IOException {
    Files.createDirectories(folder);
    int port = freePort();
    pki.server("localhost").write(folder, "broker");
    Files.writeString(folder.resolve("docks-ca.pem"), pki.certificatePem());
    Files.copy(SHIPPED.resolve("dockwarden.acl"), folder.resolve("dockwarden.acl"));
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        Files.readString(SHIPPED.resolve("dockwarden.conf"))
                .replace("listener 8883", "listener " + port + " 127.0.0.1")
                .replace("/etc/mosquitto/certs/", "")
                .replace("/etc/mosquitto/", "")
                .replace("/var/lib/mosquitto/", folder.toAbsolutePath() + "/")
            + "user "
            + System.getProperty("user.name")
            + "\n");
    return new Mosquitto(folder, port, run(folder, port));
  }

  private static Process run(Path folder, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("sh", "-c", "exec mosquitto -c mosquitto.conf"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile());
    builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin");
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

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
