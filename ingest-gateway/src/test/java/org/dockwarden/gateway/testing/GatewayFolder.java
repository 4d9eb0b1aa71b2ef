package org.dockwarden.gateway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.pki.SecretFile;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.gateway.Gateway;
import org.dockwarden.gateway.settings.GatewaySettings;

/** Everything a gateway needs, made in a folder. */
public final class GatewayFolder {
  private final Path folder;
  private final TestPki docks = new TestPki("dock authority");
  private final TestPki gateways = new TestPki("gateway authority");
  private final X25519Identity identity = X25519Identity.generate(new SecureRandom());

  public GatewayFolder(Path folder) throws IOException {
    this.folder = folder;
    gateways.server("gateway").write(folder, "gateway");
    gateways.receiptSigner("gateway-1").write(folder, "receipt");
    Files.writeString(folder.resolve("dock-ca.pem"), docks.certificatePem());
    Files.writeString(folder.resolve("dock.crl"), docks.revocationListPem());
    SecretFile.write(folder.resolve("evidence.key"), identity.encode() + "\n");
    settings("");
  }

  /** Writes the settings with more sections at the end. */
  public void settings(String more) throws IOException {
    Files.writeString(
        folder.resolve("gateway.toml"),
        """
        [gateway]
        name = "gateway-1"
        listen = "127.0.0.1:0"
        [tls]
        certificate = "gateway.pem"
        key = "gateway.key"
        docks = "dock-ca.pem"
        revoked = "dock.crl"
        [admin]
        listen = "127.0.0.1:0"
        [store]
        folder = "store"
        reserve = "0"
        [index]
        file = "gateway.db"
        [evidence]
        identities = "evidence.key"
        [manifests]
        trust = "dock-ca.pem"
        [receipts]
        certificate = "receipt.pem"
        key = "receipt.key"
        [delivery.bagit]
        folder = "dems"
        acknowledgements = "acknowledgements"
        """
            + more);
  }

  public Gateway start() throws IOException {
    try {
      return new Gateway(GatewaySettings.read(folder.resolve("gateway.toml")));
    } catch (SettingsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  public Path folder() {
    return folder;
  }

  public TestPki docks() {
    return docks;
  }

  public TestPki gateways() {
    return gateways;
  }

  public X25519Identity identity() {
    return identity;
  }
}
