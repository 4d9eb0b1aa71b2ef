package org.dockwarden.verifier;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.signing.CommonName;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.SignedDocument;

/** Whose signatures count: the authorities of docks and of receipts. */
final class Trust {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  private final DocumentVerifier docks;
  private final DocumentVerifier receipts;

  Trust(
      Set<X509Certificate> dockAuthorities,
      Set<X509Certificate> receiptAuthorities,
      List<X509CRL> lists) {
    this.docks = new DocumentVerifier(dockAuthorities, lists);
    this.receipts = new DocumentVerifier(receiptAuthorities, lists);
  }

  /** D-2 and M-5: signed by the dock that the manifest names. */
  void requireDock(SignedDocument manifest, String dock, Instant judgedAt) throws IOException {
    String signer = CommonName.of(docks.verify(manifest, judgedAt));
    Checks.require(signer.equals(dock), "signed by %s (expected: %s)".formatted(signer, dock));
  }

  /**
   * D-2: signed by the gateway that the receipt names. A certificate that carries clientAuth is a
   * dock's, which cannot vouch for itself even where one authority issues both.
   */
  void requireGateway(SignedDocument receipt, String gateway, Instant judgedAt) throws IOException {
    X509Certificate certificate = receipts.verify(receipt, judgedAt);
    String signer = CommonName.of(certificate);
    Checks.require(
        signer.equals(gateway), "signed by %s (expected: %s)".formatted(signer, gateway));
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      if (purposes == null || !purposes.contains(CLIENT_AUTH)) {
        return;
      }
    } catch (CertificateParsingException e) {
      throw new EvidenceException(
          ErrorCode.CERTIFICATE_PURPOSE_WRONG, "extended key usage cannot be read", e);
    }
    throw new EvidenceException(
        ErrorCode.CERTIFICATE_PURPOSE_WRONG, signer + " is a dock (expected: a gateway)");
  }
}
