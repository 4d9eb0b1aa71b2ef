package org.dockwarden.evidence.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.testing.TestAuthority;
import org.dockwarden.evidence.testing.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule D-4: {@code openssl cms} and we accept and refuse the same signatures. */
class OpensslCmsIT {
  private static final byte[] DOCUMENT = "{\"a\":\"é\\r\\n\"}".getBytes(StandardCharsets.UTF_8);
  private final TestAuthority root = TestAuthority.create("Dock CA");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeAnchor() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), root.certificatePem());
    Files.write(folder.resolve("manifest.json"), DOCUMENT);
  }

  @Test
  void opensslAcceptsOurs() throws Exception {
    for (TestIdentity dock : identities()) {
      SignedDocument signed =
          new DocumentSigner(dock.key(), dock.chain()).sign(DOCUMENT, Instant.now());
      Files.write(folder.resolve("manifest.json.p7s"), signed.signature());
      assertEquals(0, opensslVerify());
    }
  }

  @Test
  void opensslRefusesOursWhenTampered() throws Exception {
    TestIdentity dock = root.dock("dock-0001");
    SignedDocument signed =
        new DocumentSigner(dock.key(), dock.chain()).sign(DOCUMENT, Instant.now());
    Files.write(folder.resolve("manifest.json.p7s"), signed.signature());
    Files.writeString(folder.resolve("manifest.json"), "{\"a\":\"e\"}");
    assertNotEquals(0, opensslVerify());
    Files.write(folder.resolve("manifest.json"), DOCUMENT);
    Files.writeString(folder.resolve("ca.pem"), TestAuthority.create("Dock CA").certificatePem());
    assertNotEquals(0, opensslVerify());
  }

  @Test
  void weAcceptAndRefuseOpenssls() throws Exception {
    for (TestIdentity dock : identities()) {
      SignedDocument signed = new SignedDocument(DOCUMENT, opensslSign(dock));
      DocumentVerifier verifier = new DocumentVerifier(Set.of(root.certificate()), List.of());
      assertEquals(dock.certificate(), verifier.verify(signed, Instant.now()));
      byte[] other = "{\"a\":\"e\"}".getBytes(StandardCharsets.UTF_8);
      EvidenceException refused =
          assertThrows(
              EvidenceException.class,
              () -> verifier.verify(new SignedDocument(other, signed.signature()), Instant.now()));
      assertEquals(ErrorCode.SIGNATURE_INVALID, refused.code());
    }
  }

  @Test
  void weRefuseOpensslsWithoutAttributes() throws Exception {
    byte[] signature = opensslSign(root.dock("dock-0001"), "-noattr");
    EvidenceException refused =
        assertThrows(
            EvidenceException.class,
            () ->
                new DocumentVerifier(Set.of(root.certificate()), List.of())
                    .verify(new SignedDocument(DOCUMENT, signature), Instant.now()));
    assertEquals(ErrorCode.SIGNATURE_INVALID, refused.code());
  }

  private List<TestIdentity> identities() {
    return List.of(
        root.dock("dock-0001"),
        root.subordinate("Site").dock("dock-0002"),
        root.certificate("dock-0003")
            .keys(TestAuthority.rsaKeys(3072))
            .clientAuth()
            .emailProtection()
            .issue());
  }

  private int opensslVerify() throws Exception {
    return run(
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "manifest.json.p7s",
        "-content",
        "manifest.json",
        "-CAfile",
        "ca.pem",
        "-out",
        "out");
  }

  private byte[] opensslSign(TestIdentity dock, String... more) throws Exception {
    Files.writeString(folder.resolve("dock.pem"), dock.certificatePem());
    Files.writeString(folder.resolve("dock.key"), dock.keyPem());
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "cms",
                "-sign",
                "-binary",
                "-outform",
                "DER",
                "-md",
                "sha256",
                "-in",
                "manifest.json",
                "-signer",
                "dock.pem",
                "-inkey",
                "dock.key",
                "-out",
                "foreign.p7s"));
    if (dock.chain().size() > 1) {
      String intermediates =
          new TestIdentity(dock.key(), dock.chain().subList(1, 2)).certificatePem();
      Files.writeString(folder.resolve("intermediates.pem"), intermediates);
      command.addAll(List.of("-certfile", "intermediates.pem"));
    }
    command.addAll(List.of(more));
    assertEquals(0, run(command.toArray(String[]::new)));
    return Files.readAllBytes(folder.resolve("foreign.p7s"));
  }

  private int run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return process.waitFor();
  }
}
