package org.dockwarden.evidence.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.testing.TestAuthority;
import org.dockwarden.evidence.testing.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PemTest {
  private static final TestAuthority AUTHORITY = TestAuthority.create("CA");

  @Test
  void readsChainInOrderBetweenOtherText() throws Exception {
    TestIdentity dock = AUTHORITY.subordinate("Site").dock("dock-0001");
    String text = "subject=/CN=dock-0001\n" + dock.keyPem() + "\n" + dock.certificatePem();
    assertEquals(dock.chain(), Pem.certificates(text));
    assertEquals(dock.key(), Pem.privateKey(text));
  }

  @Test
  void readsRsaKeyAndWindowsLineEnds() throws Exception {
    TestIdentity dock = AUTHORITY.certificate("d").keys(TestAuthority.rsaKeys(2048)).issue();
    assertEquals(dock.key(), Pem.privateKey(dock.keyPem().replace("\n", "\r\n")));
  }

  @Test
  void readsRevocationLists() throws Exception {
    String text = AUTHORITY.revocationPem(Instant.now(), AUTHORITY.dock("d").certificate());
    assertEquals(1, Pem.revocationLists(text).getFirst().getRevokedCertificates().size());
  }

  @Test
  void refusesWhatIsNotThere() {
    String key = AUTHORITY.dock("d").keyPem();
    refuses(() -> Pem.certificates(""));
    refuses(() -> Pem.certificates(key));
    refuses(() -> Pem.privateKey(key + key));
    refuses(() -> Pem.revocationLists(AUTHORITY.certificatePem()));
  }

  @Test
  void refusesDamage() {
    for (String label : List.of("CERTIFICATE", "PRIVATE KEY", "X509 CRL")) {
      for (String body : List.of("", "A", "AAAA", "MAA=", "MIIBCg==", "BQA=")) {
        String pem = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
        refuses(() -> Pem.certificates(pem));
        refuses(() -> Pem.privateKey(pem));
        refuses(() -> Pem.revocationLists(pem));
      }
    }
  }

  @Test
  void saysHowToConvertOldKeyForms() {
    String old = "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n";
    EvidenceException refused = assertThrows(EvidenceException.class, () -> Pem.privateKey(old));
    assertTrue(String.valueOf(refused.getMessage()).contains("openssl pkcs8"));
  }

  private static void refuses(Executable reading) {
    EvidenceException refused = assertThrows(EvidenceException.class, reading);
    assertEquals(ErrorCode.CONFIGURATION_INVALID, refused.code());
  }
}
