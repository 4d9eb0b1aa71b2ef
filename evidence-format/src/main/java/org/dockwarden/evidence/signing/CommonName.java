package org.dockwarden.evidence.signing;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** The common name of a certificate's subject. */
public final class CommonName {
  private CommonName() {}

  /** The common name; a certificate with none or with several is refused. */
  public static String of(X509Certificate certificate) throws EvidenceException {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    String found = null;
    for (RDN rdn : subject.getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (attribute.getType().equals(BCStyle.CN)) {
          if (found != null) {
            throw refused();
          }
          found = text(attribute.getValue());
        }
      }
    }
    if (found == null) {
      throw refused();
    }
    return found;
  }

  private static String text(ASN1Encodable value) throws EvidenceException {
    if (value instanceof ASN1String text) {
      return text.getString();
    }
    throw refused();
  }

  private static EvidenceException refused() {
    return new EvidenceException(
        ErrorCode.CERTIFICATE_UNTRUSTED, "subject: (expected: exactly one common name)");
  }
}
