package org.dockwarden.agent.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.signing.Pem;

/**
 * Key and chain of the dock, as TLS client (P-1) and as signer.
 *
 * @param chain the dock's certificate first
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  /** A key store in memory needs a password and protects nothing by it. */
  private static final char[] NO_PASSWORD = new char[0];

  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /** Reads the two PEM files. */
  public static TlsIdentity read(Path certificate, Path key) throws IOException {
    return new TlsIdentity(
        Pem.privateKey(Files.readString(key)), Pem.certificates(Files.readString(certificate)));
  }

  /** A context that shows this identity, and believes only what chains to these anchors. */
  public SSLContext context(List<X509Certificate> anchors) throws EvidenceException {
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, NO_PASSWORD);
      own.setKeyEntry("dock", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, NO_PASSWORD);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, NO_PASSWORD);
      for (int index = 0; index < anchors.size(); index++) {
        trusted.setCertificateEntry("anchor-" + index, anchors.get(index));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new EvidenceException(ErrorCode.CONFIGURATION_INVALID, "key or certificate: " + e, e);
    }
  }
}
