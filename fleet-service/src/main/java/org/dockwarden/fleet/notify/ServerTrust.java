package org.dockwarden.fleet.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.dockwarden.evidence.signing.Pem;

/** Which authorities a destination's server may have its certificate from. */
public final class ServerTrust {
  private ServerTrust() {}

  /**
   * TLS that trusts these authorities only.
   *
   * @param trust PEM; empty: those of the Java platform
   */
  public static SSLContext of(Optional<Path> trust) throws IOException {
    try {
      if (trust.isEmpty()) {
        return SSLContext.getDefault();
      }
      List<X509Certificate> anchors = Pem.certificates(Files.readString(trust.get()));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int anchor = 0; anchor < anchors.size(); anchor++) {
        store.setCertificateEntry("anchor-" + anchor, anchors.get(anchor));
      }
      TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
      trusting.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusting.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(trust + ": cannot be trusted (expected: PEM certificates)", e);
    }
  }
}
