package org.dockwarden.system.demo;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.dockwarden.system.fixture.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a machine without mosquitto: the broker that Maven fetches takes its place. */
final class EmbeddedBrokerIT {
  private static final Map<String, String> EMBEDDED = Map.of("DOCKWARDEN_BROKER", "embedded");

  @TempDir private Path folder;

  @Test
  void dockAndFleetMeetOverTlsAndNobodyWithoutACertificate() throws Exception {
    try (Demo demo = Demo.start(folder, EMBEDDED)) {
      demo.awaitOutput("Ctrl-C ends it.");
      assertTrue(demo.output().contains("embedded HiveMQ CE, TLS"), demo.output());
      URI docks = URI.create("http://127.0.0.1:" + demo.port("fleet") + "/docks");
      Await.until(
          "the dock is known",
          Demo.PATIENCE,
          () -> read(docks).contains("\"dock\":\"dock-0001\",\"online\":true"),
          () -> read(docks));

      assertThrows(SSLException.class, () -> connectWithoutCertificate(demo.port("broker")));
    }
    Demo.awaitNoProcess(folder);
  }

  private static String read(URI page) {
    try (InputStream in = page.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** TLS 1.3: the refusal comes with the first answer that is read. */
  private void connectWithoutCertificate(int port) throws Exception {
    SSLContext tls = SSLContext.getInstance("TLSv1.3");
    tls.init(null, trust().getTrustManagers(), null);
    try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      int answer = socket.getInputStream().read();
      throw new AssertionError("taken without a certificate: " + answer);
    }
  }

  private TrustManagerFactory trust() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("demo-data/keys/server-ca.pem"))) {
      Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setCertificateEntry("servers", authority);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    return trust;
  }
}
