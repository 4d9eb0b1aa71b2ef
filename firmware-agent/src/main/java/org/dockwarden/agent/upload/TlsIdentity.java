package org.dockwarden.agent.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.conscrypt.Conscrypt;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.signing.Pem;

/**
 * Key and chain of the dock, as TLS client (P-1) and as signer.
 *
 * @param chain the dock's certificate first
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final String PROTOCOL = "TLSv1.3";

  /** Long enough to renew the certificates of a whole fleet. */
  private static final Duration RENEWAL = Duration.ofDays(14);

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

  /** Says that the certificate ends soon, or has ended, for whoever has to renew it. */
  public Optional<String> expiry(Instant now) {
    Instant end = chain.getFirst().getNotAfter().toInstant();
    return now.plus(RENEWAL).isBefore(end)
        ? Optional.empty()
        : Optional.of("the dock's certificate expires " + end);
  }

  /** A context that shows this identity, and believes only what chains to these anchors. */
  public SSLContext context(List<X509Certificate> anchors) throws EvidenceException {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      context.init(ownKey(), new TrustManager[] {trust(anchors)}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw invalid(e);
    }
  }

  /**
   * The same for a client that moves footage: by BoringSSL where Conscrypt loads, which needs no
   * compiler to become fast. Where it does not load, sealing is slow too, and health says so.
   */
  public SSLContext bulkContext(List<X509Certificate> anchors) throws EvidenceException {
    if (!Conscrypt.isAvailable()) {
      return context(anchors);
    }
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL, Conscrypt.newProvider());
      context.init(ownKey(), new TrustManager[] {new ServerTrust(trust(anchors))}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw invalid(e);
    }
  }

  private KeyManager[] ownKey() {
    return new KeyManager[] {new OneIdentity(this)};
  }

  private static X509ExtendedTrustManager trust(List<X509Certificate> anchors)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NO_PASSWORD);
    for (int index = 0; index < anchors.size(); index++) {
      trusted.setCertificateEntry("anchor-" + index, anchors.get(index));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }

  private static EvidenceException invalid(Exception cause) {
    return new EvidenceException(
        ErrorCode.CONFIGURATION_INVALID, "key or certificate: " + cause, cause);
  }
}
