package org.dockwarden.evidence.signing;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.jspecify.annotations.Nullable;

/** Reads the text form (RFC 7468) of certificates, private keys and revocation lists. */
public final class Pem {
  private static final int MAX_LENGTH = 16 * 1024 * 1024;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

  private Pem() {}

  /** All certificates in the text's order; at least one. */
  public static List<X509Certificate> certificates(String pem) throws EvidenceException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] der : blocks(pem, "CERTIFICATE")) {
      certificates.add(certificate(der));
    }
    return certificates;
  }

  /** The one private key, PKCS#8 without a password, of an EC or RSA key. */
  public static PrivateKey privateKey(String pem) throws EvidenceException {
    List<byte[]> keys = blocks(pem, "PRIVATE KEY");
    if (keys.size() != 1) {
      throw malformed("private keys: " + keys.size() + " (expected: 1)", null);
    }
    try {
      byte[] der = keys.getFirst();
      return KeyFactory.getInstance(algorithm(der)).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | RuntimeException e) { // The latter: not even ASN.1.
      throw malformed("private key: (expected: PKCS#8 of an EC or RSA key)", e);
    }
  }

  /** All revocation lists in the text's order; at least one. */
  public static List<X509CRL> revocationLists(String pem) throws EvidenceException {
    List<X509CRL> lists = new ArrayList<>();
    for (byte[] der : blocks(pem, "X509 CRL")) {
      lists.add(revocationList(der));
    }
    return lists;
  }

  private static X509Certificate certificate(byte[] der) throws EvidenceException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw malformed("certificate: cannot be read", e);
    }
  }

  private static X509CRL revocationList(byte[] der) throws EvidenceException {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw malformed("revocation list: cannot be read", e);
    }
  }

  private static String algorithm(byte[] der) {
    ASN1ObjectIdentifier algorithm =
        PrivateKeyInfo.getInstance(der).getPrivateKeyAlgorithm().getAlgorithm();
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return "EC";
    }
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    throw new IllegalArgumentException("key algorithm " + algorithm);
  }

  private static List<byte[]> blocks(String pem, String label) throws EvidenceException {
    if (pem.length() > MAX_LENGTH) {
      throw malformed("PEM: " + pem.length() + " characters (expected: <= 16 Mi)", null);
    }
    List<byte[]> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(pem);
    while (matcher.find()) {
      if (label.equals(matcher.group(1))) {
        blocks.add(decode(label, matcher.group(2)));
      }
    }
    if (blocks.isEmpty()) {
      throw malformed("PEM: no \"" + label + "\" in it" + hint(pem), null);
    }
    return blocks;
  }

  private static String hint(String pem) {
    return pem.contains("BEGIN EC PRIVATE KEY") || pem.contains("BEGIN RSA PRIVATE KEY")
        ? " (convert with: openssl pkcs8 -topk8 -nocrypt)"
        : "";
  }

  private static byte[] decode(String label, String base64) throws EvidenceException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed(label + ": not base64", e);
    }
  }

  private static EvidenceException malformed(String message, @Nullable Exception cause) {
    return new EvidenceException(ErrorCode.CONFIGURATION_INVALID, message, cause);
  }
}
