package org.dockwarden.gateway.http;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;

/** TLS 1.3 with client certificates (P-1), by BoringSSL where its native library loads. */
public final class GatewayTls {
  private final SslContext context;
  private final DockTrust trust;

  /**
   * TLS of a gateway.
   *
   * @param key the server's key
   * @param chain its certificate and the intermediates
   * @param docks authorities of dock certificates
   * @param revoked revocation lists, may be empty
   */
  public GatewayTls(
      PrivateKey key,
      List<X509Certificate> chain,
      Set<X509Certificate> docks,
      List<X509CRL> revoked,
      InstantSource clock)
      throws SSLException {
    trust = new DockTrust(docks, revoked, clock);
    context =
        SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
            .sslProvider(isNative() ? SslProvider.OPENSSL : SslProvider.JDK)
            .protocols("TLSv1.3")
            .trustManager(trust)
            .clientAuth(ClientAuth.REQUIRE)
            .build();
  }

  /** Whether BoringSSL is used; the JDK's own TLS moves about half as much a core. */
  public static boolean isNative() {
    return OpenSsl.isAvailable();
  }

  /** Name of the implementation, for log and health. */
  public static String provider() {
    return isNative() ? OpenSsl.versionString() : "JDK " + Runtime.version().feature();
  }

  /** Takes other revocation lists into use, for open connections as well. */
  public void replaceRevoked(List<X509CRL> lists) {
    trust.replaceRevoked(lists);
  }

  SslContext context() {
    return context;
  }

  Peer peer() {
    return new TlsPeer(trust);
  }
}
