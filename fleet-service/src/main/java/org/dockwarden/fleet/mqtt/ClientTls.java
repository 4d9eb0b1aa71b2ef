package org.dockwarden.fleet.mqtt;

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
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.dockwarden.evidence.signing.Pem;

/** Sockets that trust one authority's servers and show a certificate of their own. */
public final class ClientTls {
  private static final char[] NO_PASSWORD = {};

  private ClientTls() {}

  /** Reads the PEM files. */
  public static SSLSocketFactory of(Path trust, Path certificate, Path key) throws IOException {
    List<X509Certificate> anchors = Pem.certificates(Files.readString(trust));
    List<X509Certificate> chain = Pem.certificates(Files.readString(certificate));
    PrivateKey privateKey = Pem.privateKey(Files.readString(key));
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("self", privateKey, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, NO_PASSWORD);

      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (int anchor = 0; anchor < anchors.size(); anchor++) {
        trusted.setCertificateEntry("anchor-" + anchor, anchors.get(anchor));
      }
      TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
      trusting.init(trusted);

      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), trusting.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS: " + trust + ", " + certificate + ", " + key + " do not fit", e);
    }
  }
}
