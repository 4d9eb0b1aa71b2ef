package org.dockwarden.agent.upload;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The JDK's judgement of a server, host name included, for Conscrypt's TLS. In TLS 1.3 the cipher
 * suite does not name the kind of key any more: Conscrypt says {@code GENERIC} for it, where the
 * JDK says, and knows only, {@code UNKNOWN}.
 */
final class ServerTrust extends X509ExtendedTrustManager {
  private static final String ANY_KEY = "UNKNOWN";

  private final X509ExtendedTrustManager jdk;

  ServerTrust(X509ExtendedTrustManager jdk) {
    this.jdk = jdk;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyKind, SSLEngine engine)
      throws CertificateException {
    jdk.checkServerTrusted(chain, ANY_KEY, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyKind, Socket socket)
      throws CertificateException {
    jdk.checkServerTrusted(chain, ANY_KEY, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyKind)
      throws CertificateException {
    throw new CertificateException("server: no connection given (expected: its host name)");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyKind, SSLEngine engine)
      throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyKind, Socket socket)
      throws CertificateException {
    throw notAServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyKind)
      throws CertificateException {
    throw notAServer();
  }

  private static CertificateException notAServer() {
    return new CertificateException("client: nobody connects to a dock");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jdk.getAcceptedIssuers();
  }
}
