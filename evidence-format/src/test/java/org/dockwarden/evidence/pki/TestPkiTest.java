package org.dockwarden.evidence.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openssl accepts what the throw-away authority issues, and refuses what it revoked. */
final class TestPkiTest {
  private final TestPki pki = new TestPki("Test docks");
  @TempDir Path folder = Path.of("");

  @Test
  void opensslVerifiesADockForClientAndMailPurposes() throws Exception {
    pki.dock("dock-0001").write(folder, "dock");
    assertEquals(0, verify("-purpose", "sslclient"));
    assertEquals(0, verify("-purpose", "smimesign"));
    assertTrue(verify("-purpose", "sslserver") != 0);
  }

  @Test
  void opensslVerifiesAServerByAddress() throws Exception {
    pki.server("gateway").write(folder, "dock");
    assertEquals(0, verify("-purpose", "sslserver", "-verify_ip", "127.0.0.1"));
  }

  @Test
  void opensslRefusesARevokedDock() throws Exception {
    TestIdentity dock = pki.dock("dock-0001");
    dock.write(folder, "dock");
    Path list = folder.resolve("dock.crl");
    Files.writeString(list, pki.revocationListPem());
    assertEquals(0, verify("-crl_check", "-CRLfile", list.toString()));
    Files.writeString(list, pki.revocationListPem(dock));
    assertTrue(verify("-crl_check", "-CRLfile", list.toString()) != 0);
  }

  private int verify(String... options) throws Exception {
    Path authority = Files.writeString(folder.resolve("ca.pem"), pki.certificatePem());
    List<String> command =
        new ArrayList<>(List.of("openssl", "verify", "-CAfile", authority.toString()));
    command.addAll(List.of(options));
    command.add(folder.resolve("dock.pem").toString());
    Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
    openssl.getInputStream().readAllBytes();
    return openssl.waitFor();
  }
}
