package org.dockwarden.demo.broker;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;

/**
 * HiveMQ CE on one loopback port, TLS 1.3 with client certificates. Whoever has a certificate may
 * write and read every topic: it has no rules of ours for topics, as mosquitto has.
 */
public final class EmbeddedBroker {
  private EmbeddedBroker() {}

  /**
   * Arguments: the port, a folder for what the broker keeps, and the folder of the demo's keys, of
   * which it takes {@code broker.pem}, {@code broker.key} and {@code mqtt-clients-ca.pem}.
   */
  public static void main(String[] arguments)
      throws IOException, GeneralSecurityException, InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    Path keys = Path.of(arguments[2]).toAbsolutePath();
    EmbeddedHiveMQ broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(configuration(folder, keys, port))
            .withDataFolder(Files.createDirectories(folder.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
            .build();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> broker.stop().join()));
    broker.start().join();
    System.out.println("listening broker 127.0.0.1:" + port);
    new CountDownLatch(1).await(); // until a signal ends the process
  }

  private static Path configuration(Path folder, Path keys, int port)
      throws IOException, GeneralSecurityException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path conf = folder.resolve("conf");
    Files.createDirectories(conf, ownerOnly);
    PemStores stores =
        PemStores.write(
            conf,
            keys.resolve("broker.pem"),
            keys.resolve("broker.key"),
            keys.resolve("mqtt-clients-ca.pem"));
    Files.writeString(conf.resolve("config.xml"), xml(stores, port));
    return conf;
  }

  private static String xml(PemStores stores, int port) {
    return """
    <hivemq>
      <listeners><tls-tcp-listener>
        <port>%d</port>
        <bind-address>127.0.0.1</bind-address>
        <tls>
          <protocols><protocol>TLSv1.3</protocol></protocols>
          <keystore>
            <path>%s</path>
            <password>%s</password>
            <private-key-password>%s</private-key-password>
          </keystore>
          <truststore>
            <path>%s</path>
            <password>%s</password>
          </truststore>
          <client-authentication-mode>REQUIRED</client-authentication-mode>
        </tls>
      </tls-tcp-listener></listeners>
      <persistence><mode>in-memory</mode></persistence>
      <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
    </hivemq>
    """
        .formatted(
            port,
            xmlText(stores.keys()),
            stores.password(),
            stores.password(),
            xmlText(stores.trusted()),
            stores.password());
  }

  private static String xmlText(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;").replace("$", "&#36;");
  }
}
