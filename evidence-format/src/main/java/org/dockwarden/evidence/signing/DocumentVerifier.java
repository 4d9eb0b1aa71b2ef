package org.dockwarden.evidence.signing;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Selector;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * Checks signed documents (spec/evidence-format.md, D-1 and D-2). Whatever the bytes, the outcome
 * is the signer's certificate or an {@link EvidenceException}. Thread-safe.
 */
public final class DocumentVerifier {
  /** A signature with a chain of five is about 5 KiB; with RSA 4096 keys 10 KiB. */
  public static final int MAX_SIGNATURE_BYTES = 64 * 1024;

  private static final int MAX_CERTIFICATES = 16;

  /** Of SignedData and SignerInfo where the signer is named by issuer and serial number. */
  private static final int VERSION = 1;

  private static final Set<ASN1ObjectIdentifier> SIGNATURE_ALGORITHMS =
      Set.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.rsaEncryption);

  private final TrustPath trustPath;

  /**
   * A verifier that trusts what {@code anchors} vouch for, except what {@code lists} revoke. How
   * fresh the lists are is for the caller to judge.
   */
  public DocumentVerifier(Set<X509Certificate> anchors, List<X509CRL> lists) {
    this.trustPath = new TrustPath(anchors, lists);
  }

  /**
   * Checks signature, chain, purpose and revocation as of {@code judgedAt}; returns the signer's
   * certificate.
   */
  public X509Certificate verify(SignedDocument signed, Instant judgedAt) throws EvidenceException {
    CmsSignature signature = read(signed);
    X509Certificate signer = signature.signer();
    SigningKeys.signatureAlgorithm(signer.getPublicKey());
    requireSignature(signature.information(), signer);
    trustPath.check(signer, signature.certificates(), judgedAt);
    return signer;
  }

  private static CmsSignature read(SignedDocument signed) throws EvidenceException {
    byte[] der = signed.signature();
    if (der.length > MAX_SIGNATURE_BYTES) {
      throw invalid("signature: " + der.length + " bytes (expected: <= 65536)");
    }
    try (ASN1InputStream input = new ASN1InputStream(der)) {
      ContentInfo info = ContentInfo.getInstance(input.readObject());
      if (info == null || input.read() >= 0) {
        throw invalid("signature: (expected: one ContentInfo and nothing after it)");
      }
      if (!Arrays.equals(info.getEncoded(ASN1Encoding.DER), der)) {
        throw invalid("signature: (expected: DER)");
      }
      CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(signed.document()), info);
      return CmsSignature.of(data);
    } catch (EvidenceException e) {
      throw e;
    } catch (IOException | CMSException | CertificateException e) {
      throw new EvidenceException(ErrorCode.SIGNATURE_INVALID, "signature: cannot be read", e);
    } catch (RuntimeException e) { // Bouncy Castle's answer to structures that are not CMS.
      throw new EvidenceException(ErrorCode.SIGNATURE_INVALID, "signature: cannot be read", e);
    }
  }

  private static void requireSignature(SignerInformation information, X509Certificate signer)
      throws EvidenceException {
    boolean verified;
    try {
      verified =
          information.verify(new JcaSimpleSignerInfoVerifierBuilder().build(signer.getPublicKey()));
    } catch (CMSException | OperatorCreationException e) {
      throw new EvidenceException(
          ErrorCode.SIGNATURE_INVALID, "signature: does not fit the document", e);
    } catch (RuntimeException e) { // As above: attributes are parsed only here.
      throw new EvidenceException(ErrorCode.SIGNATURE_INVALID, "signature: cannot be read", e);
    }
    if (!verified) {
      throw invalid("signature: does not fit the document");
    }
  }

  private static EvidenceException invalid(String message) {
    return new EvidenceException(ErrorCode.SIGNATURE_INVALID, message);
  }

  /** The one signer of a CMS structure that keeps D-1, and the certificates it carries. */
  private record CmsSignature(
      SignerInformation information, X509Certificate signer, List<X509Certificate> certificates) {

    static CmsSignature of(CMSSignedData data) throws EvidenceException, CertificateException {
      if (!data.isDetachedSignature()) {
        throw invalid("signature: with content (expected: detached)");
      }
      Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
      if (signers.size() != 1) {
        throw invalid("signers: " + signers.size() + " (expected: 1)");
      }
      SignerInformation information = signers.iterator().next();
      requireForm(data, information);
      requireRules(information);
      return new CmsSignature(
          information, signerCertificate(data, information), certificates(data));
    }

    /**
     * RFC 5652 5.1 and 5.3 for one signer named by issuer and number. The signature does not cover
     * these members, so each has the one value that a signer of ours gives it.
     */
    private static void requireForm(CMSSignedData data, SignerInformation information)
        throws EvidenceException {
      ContentInfo info = data.toASN1Structure();
      SignedData signed = SignedData.getInstance(info.getContent());
      ASN1Set digests = signed.getDigestAlgorithms();
      boolean holds =
          info.getContentType().equals(CMSObjectIdentifiers.signedData)
              && signed.getVersion().hasValue(VERSION)
              && digests.size() == 1
              && AlgorithmIdentifier.getInstance(digests.getObjectAt(0))
                  .equals(information.getDigestAlgorithmID())
              && signed.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data)
              && signed.getCRLs() == null
              && isWrittenLike(signed.getSignerInfos(), information.toASN1Structure())
              && information.toASN1Structure().getVersion().hasValue(VERSION)
              && information.getUnsignedAttributes() == null;
      if (!holds) {
        throw invalid("signature: (expected: CMS version 1, SHA-256, nothing unsigned beside it)");
      }
    }

    private static void requireRules(SignerInformation information) throws EvidenceException {
      if (!information.getDigestAlgorithmID().getAlgorithm().equals(NISTObjectIdentifiers.id_sha256)
          || !SIGNATURE_ALGORITHMS.contains(
              new ASN1ObjectIdentifier(information.getEncryptionAlgOID()))) {
        throw invalid("algorithm: (expected: ECDSA or RSA with SHA-256)");
      }
      AttributeTable attributes = information.getSignedAttributes();
      if (attributes == null
          || attributes.get(CMSAttributes.signingTime) == null
          || attributes.get(CMSAttributes.messageDigest) == null
          || attributes.get(CMSAttributes.contentType) == null) {
        throw invalid("attributes: (expected: content-type, message-digest, signing-time)");
      }
      if (!information.getContentType().equals(CMSObjectIdentifiers.data)) {
        throw invalid("content type: (expected: data)");
      }
    }

    @SuppressWarnings("unchecked") // A signer's id selects certificates.
    private static X509Certificate signerCertificate(
        CMSSignedData data, SignerInformation information)
        throws EvidenceException, CertificateException {
      Selector<X509CertificateHolder> id = (Selector<X509CertificateHolder>) information.getSID();
      Collection<X509CertificateHolder> matches = data.getCertificates().getMatches(id);
      if (matches.size() != 1) {
        throw invalid("signer's certificates: " + matches.size() + " (expected: 1)");
      }
      X509CertificateHolder signer = matches.iterator().next();
      // Names equal each other in several forms (RFC 5280 7.1); which one is not covered.
      if (!Arrays.equals(der(information.getSID().getIssuer()), der(signer.getIssuer()))) {
        throw invalid("signer: (expected: the issuer's name as the certificate has it)");
      }
      return new JcaX509CertificateConverter().getCertificate(signer);
    }

    /** Bouncy Castle reads a signer also under wrong tags. */
    private static boolean isWrittenLike(ASN1Set signers, SignerInfo read)
        throws EvidenceException {
      return Arrays.equals(der(signers), der(new DERSet(read)));
    }

    private static byte[] der(ASN1Object value) throws EvidenceException {
      try {
        return value.getEncoded(ASN1Encoding.DER);
      } catch (IOException e) {
        throw new EvidenceException(ErrorCode.SIGNATURE_INVALID, "signature: cannot be read", e);
      }
    }

    private static List<X509Certificate> certificates(CMSSignedData data)
        throws EvidenceException, CertificateException {
      Collection<X509CertificateHolder> holders = data.getCertificates().getMatches(null);
      if (holders.size() > MAX_CERTIFICATES) {
        throw invalid("certificates: " + holders.size() + " (expected: <= 16)");
      }
      List<X509Certificate> certificates = new ArrayList<>();
      for (X509CertificateHolder holder : holders) {
        if (holder.toASN1Structure().getSignature().getPadBits() != 0) {
          throw invalid("certificate: (expected: a signature of whole bytes)");
        }
        certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
      }
      return certificates;
    }
  }
}
