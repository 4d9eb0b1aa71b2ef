package org.dockwarden.demo.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
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

/** A certificate authority with an ECDSA P-256 key that lives as long as its certificates. */
final class CertificateAuthority {
  /** Long enough for a demo's data folder; a real dock renews long before. */
  private static final Duration LIFE = Duration.ofDays(825);

  /** Certificates start in the past, for clocks that are a little behind. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final int SERIAL_BITS = 120;

  private final SecureRandom random;
  private final Instant now;
  private final Issued self;

  /** A private key and the certificate that belongs to it. */
  record Issued(KeyPair keys, X509Certificate certificate) {}

  CertificateAuthority(String commonName, Instant now, SecureRandom random) throws IOException {
    this.random = random;
    this.now = now;
    KeyPair keys = newKeys();
    X500Principal name = name(commonName);
    this.self = new Issued(keys, sign(keys, name, keys, name, Purpose.AUTHORITY, List.of()));
  }

  /** The anchor that others trust. */
  X509Certificate certificate() {
    return self.certificate();
  }

  /** Makes a key and a certificate for it. */
  Issued issue(String commonName, Purpose purpose, List<GeneralName> alternativeNames)
      throws IOException {
    KeyPair keys = newKeys();
    X500Principal issuer = self.certificate().getSubjectX500Principal();
    return new Issued(
        keys, sign(keys, name(commonName), self.keys(), issuer, purpose, alternativeNames));
  }

  private X509Certificate sign(
      KeyPair keys,
      X500Principal subject,
      KeyPair issuerKeys,
      X500Principal issuer,
      Purpose purpose,
      List<GeneralName> alternativeNames)
      throws IOException {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(LIFE)),
              subject,
              keys.getPublic());
      var extensions = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(purpose == Purpose.AUTHORITY));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(purpose.keyUsage()));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          extensions.createSubjectKeyIdentifier(keys.getPublic()));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
      if (!purpose.extended().isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(purpose.extended().toArray(KeyPurposeId[]::new)));
      }
      if (!alternativeNames.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(alternativeNames.toArray(GeneralName[]::new)));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("certificate: cannot be made for " + subject, e);
    }
  }

  private KeyPair newKeys() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException("key: cannot be made", e);
    }
  }

  private static X500Principal name(String commonName) {
    return new X500Principal("CN=" + commonName + ",O=Dockwarden demo");
  }
}
