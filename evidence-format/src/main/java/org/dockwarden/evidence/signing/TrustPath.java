package org.dockwarden.evidence.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** The way from a signer's certificate to a configured anchor (D-2, RFC 5280 PKIX). */
final class TrustPath {
  private static final int MAX_PATH_LENGTH = 5;
  private static final int MIN_EC_BITS = 256;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";

  private final Set<X509Certificate> anchors;
  private final List<X509CRL> lists;

  TrustPath(Set<X509Certificate> anchors, List<X509CRL> lists) {
    this.anchors = Set.copyOf(anchors);
    this.lists = List.copyOf(lists);
  }

  /** Throws unless {@code signer} may sign documents and an anchor vouches for it at that time. */
  void check(X509Certificate signer, List<X509Certificate> intermediates, Instant judgedAt)
      throws EvidenceException {
    List<X509Certificate> path = build(signer, intermediates, judgedAt);
    for (int index = 0; index < path.size(); index++) {
      X509Certificate certificate = path.get(index);
      requireValid(certificate, judgedAt);
      requireStrong(certificate);
      X509Certificate issuer = path.get(Math.min(index + 1, path.size() - 1));
      requireNotRevoked(certificate, issuer, judgedAt);
    }
    requirePurpose(signer);
  }

  /** The path from signer to anchor, both included. */
  private List<X509Certificate> build(
      X509Certificate signer, List<X509Certificate> intermediates, Instant judgedAt)
      throws EvidenceException {
    if (anchors.isEmpty()) {
      throw new EvidenceException(ErrorCode.CERTIFICATE_UNTRUSTED, "no anchor is configured");
    }
    try {
      PKIXCertPathBuilderResult result =
          (PKIXCertPathBuilderResult)
              CertPathBuilder.getInstance("PKIX")
                  .build(parameters(signer, intermediates, judgedAt));
      List<X509Certificate> path = new ArrayList<>();
      for (Certificate certificate : result.getCertPath().getCertificates()) {
        path.add((X509Certificate) certificate);
      }
      path.add(result.getTrustAnchor().getTrustedCert());
      return path;
    } catch (CertPathBuilderException e) {
      requireValid(signer, judgedAt); // The more telling code where it applies.
      for (X509Certificate intermediate : intermediates) {
        requireValid(intermediate, judgedAt);
      }
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_UNTRUSTED,
          "certificate of " + subject(signer) + ": no path to a configured anchor",
          e);
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has PKIX", e);
    }
  }

  private PKIXBuilderParameters parameters(
      X509Certificate signer, List<X509Certificate> intermediates, Instant judgedAt)
      throws InvalidAlgorithmParameterException, NoSuchAlgorithmException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    Set<TrustAnchor> trusted =
        anchors.stream()
            .map(anchor -> new TrustAnchor(anchor, null))
            .collect(Collectors.toUnmodifiableSet());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(intermediates)));
    parameters.setDate(Date.from(judgedAt));
    parameters.setMaxPathLength(MAX_PATH_LENGTH);
    parameters.setRevocationEnabled(false); // Checked here, against the configured lists only.
    return parameters;
  }

  private static void requireValid(X509Certificate certificate, Instant judgedAt)
      throws EvidenceException {
    if (judgedAt.isBefore(certificate.getNotBefore().toInstant())) {
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_NOT_YET_VALID,
          "certificate of %s: judged at %s (expected: >= %s)"
              .formatted(subject(certificate), judgedAt, certificate.getNotBefore().toInstant()));
    }
    if (judgedAt.isAfter(certificate.getNotAfter().toInstant())) {
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_EXPIRED,
          "certificate of %s: judged at %s (expected: <= %s)"
              .formatted(subject(certificate), judgedAt, certificate.getNotAfter().toInstant()));
    }
  }

  private void requireStrong(X509Certificate certificate) throws EvidenceException {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    boolean weakSignature = algorithm.contains("SHA1") || algorithm.contains("MD");
    // The signature of an anchor is nobody's proof of anything.
    if ((weakSignature && !anchors.contains(certificate)) || isWeak(certificate.getPublicKey())) {
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_UNTRUSTED,
          "certificate of %s: %s, %s (expected: SHA-256 or better, RSA >= 2048, EC >= 256)"
              .formatted(
                  subject(certificate), algorithm, certificate.getPublicKey().getAlgorithm()));
    }
  }

  private static boolean isWeak(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength() < SigningKeys.MIN_RSA_BITS;
      case ECPublicKey ec -> ec.getParams().getOrder().bitLength() < MIN_EC_BITS;
      default -> !key.getAlgorithm().startsWith("Ed");
    };
  }

  /** A list of the issuer that names the certificate, with a date not after {@code judgedAt}. */
  private void requireNotRevoked(
      X509Certificate certificate, X509Certificate issuer, Instant judgedAt)
      throws EvidenceException {
    for (X509CRL list : lists) {
      if (list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
          && isSignedBy(list, issuer)) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        if (entry != null && !entry.getRevocationDate().toInstant().isAfter(judgedAt)) {
          throw new EvidenceException(
              ErrorCode.CERTIFICATE_REVOKED,
              "certificate of %s: revoked at %s"
                  .formatted(subject(certificate), entry.getRevocationDate().toInstant()));
        }
      }
    }
  }

  private static boolean isSignedBy(X509CRL list, X509Certificate issuer) throws EvidenceException {
    try {
      list.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      throw new EvidenceException(
          ErrorCode.CONFIGURATION_INVALID,
          "revocation list of " + subject(issuer) + ": not signed by it",
          e);
    }
  }

  private static void requirePurpose(X509Certificate signer) throws EvidenceException {
    boolean[] usage = signer.getKeyUsage();
    if (usage == null || !usage[DIGITAL_SIGNATURE]) {
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_PURPOSE_WRONG,
          "certificate of " + subject(signer) + ": (expected: key usage digitalSignature)");
    }
    try {
      List<String> purposes = signer.getExtendedKeyUsage();
      if (purposes == null || purposes.contains(EMAIL_PROTECTION)) {
        return;
      }
    } catch (CertificateParsingException e) {
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_PURPOSE_WRONG,
          "certificate of " + subject(signer) + ": extended key usage cannot be read",
          e);
    }
    throw new EvidenceException(
        ErrorCode.CERTIFICATE_PURPOSE_WRONG,
        "certificate of " + subject(signer) + ": (expected: extended key usage emailProtection)");
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
