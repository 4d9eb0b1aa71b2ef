package org.dockwarden.evidence.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate of a {@link TestPki} with its key. */
public record TestIdentity(X509Certificate certificate, PrivateKey key) {
  /** The certificate as PEM. */
  public String certificatePem() {
    return TestPki.pem("CERTIFICATE", TestPki.encoded(certificate));
  }

  /** The key as PEM, PKCS #8. */
  public String keyPem() {
    return TestPki.pem("PRIVATE KEY", key.getEncoded());
  }

  /** Writes {@code NAME.pem} and {@code NAME.key} into a folder. */
  public void write(Path folder, String name) throws IOException {
    Files.writeString(folder.resolve(name + ".pem"), certificatePem());
    SecretFile.write(folder.resolve(name + ".key"), keyPem());
  }
}
