package org.dockwarden.evidence.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A throw-away certificate authority. Keys are ECDSA P-256; certificates are valid from a day ago
 * to a year ahead unless told otherwise.
 */
public final class TestPki {
  private static final Duration PAST = Duration.ofDays(1);
  private static final Duration AHEAD = Duration.ofDays(365);

  private final X500Name name;
  private final TestIdentity authority;
  private long lastSerial = 1;

  /** An authority of this common name. */
  public TestPki(String commonName) {
    name = new X500Name("CN=" + commonName);
    KeyPair keys = newKeys();
    Instant now = Instant.now();
    authority =
        build(
            keys,
            keys,
            name,
            now.minus(PAST.multipliedBy(4000)),
            now.plus(AHEAD.multipliedBy(10)),
            List.of(
                new Part(Extension.basicConstraints, new BasicConstraints(true)),
                new Part(
                    Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))));
  }

  /** The authority's own certificate. */
  public X509Certificate certificate() {
    return authority.certificate();
  }

  /** The authority's own certificate as PEM. */
  public String certificatePem() {
    return authority.certificatePem();
  }

  /** A dock: clientAuth for TLS and emailProtection for manifests. */
  public TestIdentity dock(String dockId) {
    Instant now = Instant.now();
    return dock(dockId, now.minus(PAST), now.plus(AHEAD));
  }

  /** A dock whose certificate is valid in this time only. */
  public TestIdentity dock(String dockId, Instant notBefore, Instant notAfter) {
    return issue(
        dockId,
        notBefore,
        notAfter,
        List.of(),
        KeyPurposeId.id_kp_clientAuth,
        KeyPurposeId.id_kp_emailProtection);
  }

  /** A TLS server for {@code localhost} and {@code 127.0.0.1}. */
  public TestIdentity server(String commonName) {
    return server(
        commonName,
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
  }

  /** A gateway's server certificate for a host that no test is on. */
  public TestIdentity serverElsewhere(String commonName) {
    return server(commonName, new GeneralName(GeneralName.dNSName, "elsewhere.example"));
  }

  private TestIdentity server(String commonName, GeneralName... hosts) {
    Instant now = Instant.now();
    return issue(
        commonName,
        now.minus(PAST),
        now.plus(AHEAD),
        List.of(hosts),
        KeyPurposeId.id_kp_serverAuth);
  }

  /** A gateway's receipt signer: emailProtection, the gateway's name as common name. */
  public TestIdentity receiptSigner(String gateway) {
    Instant now = Instant.now();
    return receiptSigner(gateway, now.minus(PAST), now.plus(AHEAD));
  }

  /** The same, valid in this time only. */
  public TestIdentity receiptSigner(String gateway, Instant notBefore, Instant notAfter) {
    return issue(gateway, notBefore, notAfter, List.of(), KeyPurposeId.id_kp_emailProtection);
  }

  /** Any leaf certificate of this authority. */
  public TestIdentity issue(
      String commonName,
      Instant notBefore,
      Instant notAfter,
      List<GeneralName> alternativeNames,
      KeyPurposeId... purposes) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Extension.basicConstraints, new BasicConstraints(false)));
    parts.add(new Part(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)));
    if (purposes.length > 0) {
      parts.add(new Part(Extension.extendedKeyUsage, new ExtendedKeyUsage(purposes)));
    }
    if (!alternativeNames.isEmpty()) {
      GeneralNames names = new GeneralNames(alternativeNames.toArray(GeneralName[]::new));
      parts.add(new Part(Extension.subjectAlternativeName, names));
    }
    KeyPair issuer = new KeyPair(certificate().getPublicKey(), authority.key());
    return build(newKeys(), issuer, new X500Name("CN=" + commonName), notBefore, notAfter, parts);
  }

  /** A revocation list of this authority as PEM, naming these certificates. */
  public String revocationListPem(TestIdentity... revoked) {
    return revocationListPem(AHEAD, revoked);
  }

  /** The same, with its next update so long from now; negative: overdue. */
  public String revocationListPem(Duration nextUpdate, TestIdentity... revoked) {
    try {
      Instant now = Instant.now();
      X509v2CRLBuilder list = new X509v2CRLBuilder(name, Date.from(now.minus(PAST)));
      list.setNextUpdate(Date.from(now.plus(nextUpdate)));
      for (TestIdentity one : revoked) {
        list.addCRLEntry(
            one.certificate().getSerialNumber(),
            Date.from(now.minus(PAST)),
            CRLReason.keyCompromise);
      }
      return pem("X509 CRL", list.build(signer(authority.key())).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Part(ASN1ObjectIdentifier id, ASN1Encodable value) {}

  private synchronized TestIdentity build(
      KeyPair subject,
      KeyPair issuer,
      X500Name subjectName,
      Instant notBefore,
      Instant notAfter,
      List<Part> parts) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(lastSerial++),
              Date.from(notBefore),
              Date.from(notAfter),
              subjectName,
              subject.getPublic());
      for (Part part : parts) {
        boolean critical =
            part.id().equals(Extension.basicConstraints) || part.id().equals(Extension.keyUsage);
        builder.addExtension(part.id(), critical, part.value());
      }
      addKeyIdentifiers(builder, subject.getPublic(), issuer.getPublic());
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(builder.build(signer(issuer.getPrivate())));
      return new TestIdentity(certificate, subject.getPrivate());
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addKeyIdentifiers(
      X509v3CertificateBuilder builder, PublicKey subject, PublicKey issuer)
      throws GeneralSecurityException, CertIOException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subject));
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuer));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
  }

  static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
  }
}
