package org.dockwarden.evidence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Describes a certificate that a {@link TestAuthority} issues. */
public final class TestCertificate {
  private static final Duration HALF_LIFE = Duration.ofDays(3650);

  private final String subject;
  private final @Nullable TestAuthority issuer;
  private final List<KeyPurposeId> purposes = new ArrayList<>();
  private Instant notBefore = Instant.now().minus(HALF_LIFE);
  private Instant notAfter = Instant.now().plus(HALF_LIFE);
  private KeyPair keys = TestAuthority.ecKeys();
  private int usage = KeyUsage.digitalSignature;
  private boolean isAuthority;
  private @Nullable String algorithm;

  TestCertificate(String commonName, @Nullable TestAuthority issuer) {
    this.subject = "CN=" + commonName;
    this.issuer = issuer;
  }

  public TestCertificate clientAuth() {
    return purpose(KeyPurposeId.id_kp_clientAuth);
  }

  public TestCertificate serverAuth() {
    return purpose(KeyPurposeId.id_kp_serverAuth);
  }

  public TestCertificate emailProtection() {
    return purpose(KeyPurposeId.id_kp_emailProtection);
  }

  private TestCertificate purpose(KeyPurposeId purpose) {
    purposes.add(purpose);
    return this;
  }

  public TestCertificate valid(Instant from, Instant to) {
    notBefore = from;
    notAfter = to;
    return this;
  }

  public TestCertificate keys(KeyPair keyPair) {
    keys = keyPair;
    return this;
  }

  /** Bits of {@link KeyUsage}; 0 leaves the extension out. */
  public TestCertificate usage(int bits) {
    usage = bits;
    return this;
  }

  /** The Java name of the algorithm that the issuer signs with, for weak ones. */
  public TestCertificate signedWith(String algorithmName) {
    algorithm = algorithmName;
    return this;
  }

  TestCertificate authority() {
    isAuthority = true;
    usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    return this;
  }

  /** The certificate with its key. */
  public TestIdentity issue() {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(build());
    if (issuer != null) {
      chain.addAll(issuer.intermediates());
    }
    return new TestIdentity(keys.getPrivate(), chain);
  }

  /** The certificate as an authority. */
  public TestAuthority issueAuthority() {
    authority();
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(build());
    if (issuer != null) {
      chain.addAll(issuer.chain());
    }
    return new TestAuthority(keys, chain);
  }

  private X509Certificate build() {
    PrivateKey issuerKey = issuer == null ? keys.getPrivate() : issuer.key();
    X500Name issuerName =
        issuer == null
            ? new X500Name(subject)
            : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuerName,
            TestAuthority.nextSerial(),
            Date.from(notBefore),
            Date.from(notAfter),
            new X500Name(subject),
            keys.getPublic());
    String signatureAlgorithm = algorithm == null ? TestAuthority.algorithm(issuerKey) : algorithm;
    try {
      addExtensions(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder(signatureAlgorithm).build(issuerKey)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addExtensions(JcaX509v3CertificateBuilder builder)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        identifiers.createSubjectKeyIdentifier(keys.getPublic()));
    if (issuer != null) {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
    }
    if (usage != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }
    if (!purposes.isEmpty()) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
    }
    if (purposes.contains(KeyPurposeId.id_kp_serverAuth)) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
    }
  }
}
