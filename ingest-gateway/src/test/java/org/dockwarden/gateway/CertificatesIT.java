package org.dockwarden.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.gateway.testing.GatewayFolder;
import org.dockwarden.gateway.testing.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in (P-1, P-2). */
class CertificatesIT {
  private static final int ATTEMPTS = 20;

  @TempDir Path folder;
  private GatewayFolder made;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    made = new GatewayFolder(folder);
    gateway = made.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void refusesADockOfAnotherAuthority() {
    assertRefused(new TestPki("dock authority").dock("dock-0001"));
  }

  @Test
  void refusesAnExpiredAndANotYetValidCertificate() {
    Instant now = Instant.now();
    assertRefused(
        made.docks()
            .dock("dock-0001", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))),
        "certificate_expired");
    assertRefused(
        made.docks().dock("dock-0001", now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9))),
        "certificate_expired");
  }

  @Test
  void refusesACertificateForAnotherPurpose() {
    Instant now = Instant.now();
    assertRefused(
        made.docks()
            .issue(
                "dock-0001",
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(1)),
                List.of(),
                KeyPurposeId.id_kp_serverAuth),
        "unsupported_certificate");
  }

  @Test
  void refusesARevokedDockEvenOnAnOpenConnection() throws Exception {
    TestIdentity identity = made.docks().dock("dock-0001");
    Path list = folder.resolve("dock.crl");
    try (TestDock dock = dock(identity)) {
      dock.create(1);
      Files.writeString(list, made.docks().revocationListPem(identity));
      Files.setLastModifiedTime(list, FileTime.from(Instant.now().plusSeconds(5)));
      int status = 201;
      while (status == 201) { // The list is read again within a second.
        status =
            dock.send(dock.request("/v1/uploads").method("OPTIONS", noBody())).statusCode() == 204
                ? 201
                : 403;
      }
      assertEquals(403, status);
    }
    assertRefused(identity, "certificate_revoked");
  }

  private static java.net.http.HttpRequest.BodyPublisher noBody() {
    return java.net.http.HttpRequest.BodyPublishers.noBody();
  }

  private TestDock dock(TestIdentity identity) {
    return new TestDock(identity, made.gateways().certificate(), gateway.address());
  }

  /**
   * Refused each time, and the reason reaches the client: not each time, since in TLS 1.3 it may be
   * writing its request when alert and close come.
   */
  private void assertRefused(TestIdentity identity, String alert) {
    List<String> seen = new ArrayList<>();
    while (seen.size() < ATTEMPTS
        && seen.stream().noneMatch(it -> it.contains("Received fatal alert: " + alert))) {
      try (TestDock dock = dock(identity)) {
        seen.add(assertThrows(IOException.class, () -> dock.create(1)).toString());
      }
    }
    assertTrue(seen.getLast().contains("Received fatal alert: " + alert), seen.toString());
  }

  private void assertRefused(TestIdentity identity) {
    try (TestDock dock = dock(identity)) {
      assertThrows(IOException.class, () -> dock.create(1));
    }
  }
}
