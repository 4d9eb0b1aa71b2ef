package org.dockwarden.gateway.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.signing.CommonName;

/** The dock whose certificate the TLS session has (P-2), checked again each time. */
final class TlsPeer implements Peer {
  private final DockTrust trust;

  TlsPeer(DockTrust trust) {
    this.trust = trust;
  }

  @Override
  public DockId of(Channel channel) throws EvidenceException {
    List<X509Certificate> chain = chain(channel);
    try {
      trust.check(chain);
    } catch (CertificateException e) {
      throw new EvidenceException(DockTrust.errorOf(e), String.valueOf(e.getMessage()), e);
    }
    try {
      return new DockId(CommonName.of(chain.getFirst()));
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_UNTRUSTED, "common name (expected: a dock id)", e);
    }
  }

  private static List<X509Certificate> chain(Channel channel) throws EvidenceException {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate one : tls.engine().getSession().getPeerCertificates()) {
        if (one instanceof X509Certificate known) {
          chain.add(known);
        }
      }
      if (!chain.isEmpty()) {
        return chain;
      }
      throw new EvidenceException(ErrorCode.CLIENT_CERTIFICATE_MISSING, "no X.509 certificate");
    } catch (SSLPeerUnverifiedException e) {
      throw new EvidenceException(ErrorCode.CLIENT_CERTIFICATE_MISSING, "no certificate", e);
    }
  }
}
