package org.dockwarden.evidence.signing;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * Signs documents with one key (spec/evidence-format.md, D-1). Keys are used through whatever
 * provider of the platform takes them, so a key in a hardware token works alike. Thread-safe.
 */
public final class DocumentSigner {
  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final String algorithm;

  /**
   * A signer with this key, whose certificate comes first in {@code chain}, its intermediates after
   * it. Refuses a weak key, and one that does not belong to the certificate.
   */
  public DocumentSigner(PrivateKey key, List<X509Certificate> chain) throws EvidenceException {
    if (chain.isEmpty()) {
      throw new EvidenceException(
          ErrorCode.CONFIGURATION_INVALID, "certificate chain: empty (expected: >= 1)");
    }
    this.key = key;
    this.chain = List.copyOf(chain);
    this.algorithm = SigningKeys.signatureAlgorithm(chain.getFirst().getPublicKey());
    SigningKeys.requirePair(key, chain.getFirst().getPublicKey(), algorithm);
  }

  /** The signer's own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** Signs; {@code at} becomes the signing time, to the second. */
  public SignedDocument sign(byte[] document, Instant at) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(signerInfo(at));
      generator.addCertificates(new JcaCertStore(chain));
      byte[] signature =
          generator
              .generate(new CMSProcessableByteArray(document), false)
              .getEncoded(ASN1Encoding.DER);
      return new SignedDocument(document, signature);
    } catch (CMSException
        | IOException
        | OperatorCreationException
        | CertificateEncodingException e) {
      throw new IllegalStateException("signing with a key that could sign at the start", e);
    }
  }

  private SignerInfoGenerator signerInfo(Instant at)
      throws OperatorCreationException, CertificateEncodingException {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
    return new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
        .setSignedAttributeGenerator(
            new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
        .build(
            new JcaContentSignerBuilder(algorithm).build(key),
            new JcaX509CertificateHolder(chain.getFirst()));
  }
}
