package org.dockwarden.demo.broker;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * HiveMQ CE, plain MQTT on one loopback port. Embedded, it takes everybody, so whoever is on this
 * machine may connect.
 */
public final class EmbeddedBroker {
  private EmbeddedBroker() {}

  /** Arguments: the port, and a folder for what the broker keeps. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    EmbeddedHiveMQ broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(configuration(folder.resolve("conf"), port))
            .withDataFolder(Files.createDirectories(folder.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
            .build();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> broker.stop().join()));
    broker.start().join();
    System.out.println("listening broker 127.0.0.1:" + port);
    new CountDownLatch(1).await(); // until a signal ends the process
  }

  private static Path configuration(Path folder, int port) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.xml"),
        """
        <hivemq>
          <listeners><tcp-listener>
            <port>%d</port>
            <bind-address>127.0.0.1</bind-address>
          </tcp-listener></listeners>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
            .formatted(port));
    return folder;
  }
}
