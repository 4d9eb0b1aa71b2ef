package org.dockwarden.gateway.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which client certificates are let in (P-1): chained to the docks' authority, in their validity,
 * for clientAuth, and not revoked. The revocation lists may be replaced while connections are open;
 * {@link #check} is called again for each request.
 */
final class DockTrust extends X509ExtendedTrustManager {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"; // RFC 5280, 4.2.1.12

  private final Set<X509Certificate> anchors;
  private final InstantSource clock;
  private volatile List<X509CRL> revoked;

  DockTrust(Set<X509Certificate> anchors, List<X509CRL> revoked, InstantSource clock) {
    this.anchors = Set.copyOf(anchors);
    this.revoked = List.copyOf(revoked);
    this.clock = clock;
  }

  void replaceRevoked(List<X509CRL> lists) {
    revoked = List.copyOf(lists);
  }

  void check(List<X509Certificate> chain) throws CertificateException {
    try {
      checkPurpose(chain.getFirst());
      PKIXParameters parameters =
          new PKIXParameters(
              anchors.stream().map(it -> new TrustAnchor(it, null)).collect(Collectors.toSet()));
      parameters.setRevocationEnabled(
          false); // Checked below; where there is no list, none is asked.
      parameters.setDate(Date.from(clock.instant()));
      CertPath path =
          CertificateFactory.getInstance("X.509").generateCertPath(withoutAnchors(chain));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      checkNotRevoked(chain);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e.getMessage(), e);
    }
  }

  private static void checkPurpose(X509Certificate leaf) throws CertificateException {
    List<String> purposes = leaf.getExtendedKeyUsage();
    if (purposes == null || !purposes.contains(CLIENT_AUTH)) {
      throw new CertificateException("extended key usage (expected: clientAuth)");
    }
  }

  private List<X509Certificate> withoutAnchors(List<X509Certificate> chain) {
    return chain.stream().filter(it -> !anchors.contains(it)).toList();
  }

  private void checkNotRevoked(List<X509Certificate> chain) throws CertificateException {
    for (X509CRL list : revoked) {
      for (X509Certificate one : chain) {
        if (list.getIssuerX500Principal().equals(one.getIssuerX500Principal())
            && list.isRevoked(one)) {
          throw new CertificateException("revoked: " + one.getSubjectX500Principal());
        }
      }
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(Arrays.asList(chain));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(Arrays.asList(chain));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(Arrays.asList(chain));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("not a client");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("not a client");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("not a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return anchors.toArray(X509Certificate[]::new);
  }
}
