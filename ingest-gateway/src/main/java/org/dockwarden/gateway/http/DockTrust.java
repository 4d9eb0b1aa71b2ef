package org.dockwarden.gateway.http;

import io.netty.handler.ssl.OpenSslCertificateException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
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
import org.dockwarden.evidence.error.ErrorCode;

/**
 * Which client certificates are let in (P-1): chained to the docks' authority, in their validity,
 * for clientAuth, and not revoked. The revocation lists may be replaced while connections are open;
 * {@link #check} is called again for each request. What is thrown decides the alert that the dock
 * gets (RFC 8446, 6.2), and by that what it shows.
 */
final class DockTrust extends X509ExtendedTrustManager {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"; // RFC 5280, 4.2.1.12

  // Of x509_vfy.h; become the alerts unknown_ca and unsupported_certificate.
  private static final int UNKNOWN_ISSUER = 20;
  private static final int WRONG_PURPOSE = 26;

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
    } catch (CertPathValidatorException e) {
      throw e.getReason() == PKIXReason.NO_TRUST_ANCHOR
          ? new OpenSslCertificateException(e.getMessage(), e, UNKNOWN_ISSUER)
          : new CertificateException(e.getMessage(), e); // Expired and not yet valid are known.
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e.getMessage(), e);
    }
  }

  /** The code for what {@link #check} threw. */
  static ErrorCode errorOf(CertificateException failure) {
    if (failure.getCause() instanceof CertPathValidatorException path) {
      if (path.getReason() == BasicReason.REVOKED) {
        return ErrorCode.CERTIFICATE_REVOKED;
      }
      if (path.getReason() == BasicReason.EXPIRED) {
        return ErrorCode.CERTIFICATE_EXPIRED;
      }
      if (path.getReason() == BasicReason.NOT_YET_VALID) {
        return ErrorCode.CERTIFICATE_NOT_YET_VALID;
      }
    }
    return ErrorCode.CERTIFICATE_UNTRUSTED;
  }

  private static void checkPurpose(X509Certificate leaf) throws CertificateException {
    List<String> purposes = leaf.getExtendedKeyUsage();
    if (purposes == null || !purposes.contains(CLIENT_AUTH)) {
      throw new OpenSslCertificateException(
          "extended key usage (expected: clientAuth)", WRONG_PURPOSE);
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
          throw revoked("revoked: " + one.getSubjectX500Principal());
        }
      }
    }
  }

  /** The reason of the cause is what the TLS implementations look for. */
  private static CertificateException revoked(String message) {
    return new CertificateException(
        message, new CertPathValidatorException(message, null, null, -1, BasicReason.REVOKED));
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
