package org.dockwarden.demo.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What openssl, which knows nothing of us, thinks of the certificates (D-2). */
final class DemoKeysIT {
  @TempDir private Path keys;

  @BeforeEach
  void makeKeys() throws IOException {
    DemoKeys.in(keys);
  }

  @Test
  void dockMaySignMailAndConnectAsAClient() throws Exception {
    verify("dock-ca.pem", "smimesign", "dock.pem");
    verify("dock-ca.pem", "sslclient", "dock.pem");
  }

  @Test
  void serversProveThatTheyAreThisMachine() throws Exception {
    verify("server-ca.pem", "sslserver", "gateway.pem", "-verify_ip", "127.0.0.1");
    verify("server-ca.pem", "sslserver", "broker.pem", "-verify_hostname", "localhost");
  }

  @Test
  void receiptsAreSignedByAKeyOfTheirOwnAuthority() throws Exception {
    verify("receipt-ca.pem", "smimesign", "receipt.pem");
  }

  @Test
  void privateKeyBelongsToItsCertificate() throws Exception {
    String fromKey = run(List.of("openssl", "pkey", "-in", "dock.key", "-pubout"));
    String fromCertificate =
        run(List.of("openssl", "x509", "-in", "dock.pem", "-noout", "-pubkey"));
    assertEquals(fromCertificate, fromKey);
  }

  private void verify(String authority, String purpose, String certificate, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "verify", "-CAfile", authority, "-purpose", purpose));
    command.addAll(List.of(more));
    command.add(certificate);
    assertTrue(run(command).endsWith(": OK\n"));
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(keys.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
