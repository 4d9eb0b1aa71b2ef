package org.dockwarden.evidence.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** A certificate authority for tests; everything it makes is valid around now. */
public final class TestAuthority {
  private static final AtomicLong SERIALS = new AtomicLong(1);

  private final KeyPair keys;
  private final List<X509Certificate> chain;

  TestAuthority(KeyPair keys, List<X509Certificate> chain) {
    this.keys = keys;
    this.chain = List.copyOf(chain);
  }

  /** A self-signed authority, P-256. */
  public static TestAuthority create(String commonName) {
    return new TestCertificate(commonName, null).authority().issueAuthority();
  }

  /** An authority below this one. */
  public TestAuthority subordinate(String commonName) {
    return new TestCertificate(commonName, this).authority().issueAuthority();
  }

  /** Somebody with an ordinary certificate who issues others with it all the same. */
  public static TestAuthority rogue(TestIdentity identity) {
    List<X509Certificate> chain = new ArrayList<>(identity.chain());
    chain.add(identity.certificate()); // Where the root would be: it is left out of chains.
    return new TestAuthority(
        new KeyPair(identity.certificate().getPublicKey(), identity.key()), chain);
  }

  /** A certificate to be described further: {@code .purposes(…).valid(…).issue()}. */
  public TestCertificate certificate(String commonName) {
    return new TestCertificate(commonName, this);
  }

  /** What a dock has: clientAuth and emailProtection. */
  public TestIdentity dock(String commonName) {
    return certificate(commonName).clientAuth().emailProtection().issue();
  }

  /** What a gateway signs receipts with: emailProtection. */
  public TestIdentity receiptSigner(String commonName) {
    return certificate(commonName).emailProtection().issue();
  }

  /** What a gateway or broker serves TLS with, for localhost and 127.0.0.1. */
  public TestIdentity server(String commonName) {
    return certificate(commonName).serverAuth().issue();
  }

  /** The authority's own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  public String certificatePem() {
    return pem("CERTIFICATE", encoded(certificate()));
  }

  /** A list that revokes these certificates as of {@code at}. */
  public X509CRL revoke(Instant at, X509Certificate... revoked) {
    X509v2CRLBuilder list =
        new X509v2CRLBuilder(
            X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded()),
            Date.from(at));
    list.setNextUpdate(Date.from(at.plus(Duration.ofDays(3650))));
    for (X509Certificate certificate : revoked) {
      list.addCRLEntry(certificate.getSerialNumber(), Date.from(at), CRLReason.privilegeWithdrawn);
    }
    try {
      return new JcaX509CRLConverter()
          .getCRL(
              list.build(
                  new JcaContentSignerBuilder(algorithm(keys.getPrivate()))
                      .build(keys.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  public String revocationPem(Instant at, X509Certificate... revoked) {
    try {
      return pem("X509 CRL", revoke(at, revoked).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PrivateKey key() {
    return keys.getPrivate();
  }

  /** The authority's certificate and those above it but the root. */
  List<X509Certificate> intermediates() {
    List<X509Certificate> intermediates = new ArrayList<>(chain);
    intermediates.removeLast();
    return intermediates;
  }

  List<X509Certificate> chain() {
    return chain;
  }

  static BigInteger nextSerial() {
    return BigInteger.valueOf(SERIALS.getAndIncrement());
  }

  /** A P-256 key. */
  public static KeyPair ecKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An RSA key. */
  public static KeyPair rsaKeys(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String algorithm(PrivateKey key) {
    return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
  }

  static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String label, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, der));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
