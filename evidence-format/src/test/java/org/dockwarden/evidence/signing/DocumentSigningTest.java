package org.dockwarden.evidence.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.testing.TestAuthority;
import org.dockwarden.evidence.testing.TestCertificate;
import org.dockwarden.evidence.testing.TestIdentity;
import org.junit.jupiter.api.Test;

/** Rules D-1 and D-2. */
class DocumentSigningTest {
  private static final byte[] DOCUMENT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2030-05-01T12:00:00Z");
  private static final TestAuthority AUTHORITY = TestAuthority.create("Force A docks");

  @Test
  void acceptsWhatItSigned() throws Exception {
    X509Certificate signer = verify(sign(AUTHORITY.dock("dock-0001")));
    assertEquals("dock-0001", CommonName.of(signer));
  }

  @Test
  void acceptsRsaKey() throws Exception {
    TestIdentity dock = AUTHORITY.certificate("dock-rsa").keys(TestAuthority.rsaKeys(2048)).issue();
    verify(sign(dock));
  }

  @Test
  void acceptsChainThroughIntermediates() throws Exception {
    TestAuthority site = AUTHORITY.subordinate("Region").subordinate("Site");
    TestIdentity dock = site.dock("dock-0002");
    assertEquals(3, dock.chain().size());
    verify(sign(dock));
  }

  @Test
  void refusesChainWithoutItsIntermediate() throws Exception {
    TestIdentity dock = AUTHORITY.subordinate("Site").dock("dock-0003");
    SignedDocument signed =
        new DocumentSigner(dock.key(), List.of(dock.certificate())).sign(DOCUMENT, NOW);
    refuses(ErrorCode.CERTIFICATE_UNTRUSTED, signed);
  }

  @Test
  void refusesUnknownAuthority() throws Exception {
    SignedDocument signed = sign(TestAuthority.create("Force A docks").dock("dock-0001"));
    refuses(ErrorCode.CERTIFICATE_UNTRUSTED, signed);
    refuses(ErrorCode.CERTIFICATE_UNTRUSTED, new DocumentVerifier(Set.of(), List.of()), signed);
  }

  /** A dock's certificate is no authority, whatever it signs. */
  @Test
  void refusesCertificateIssuedByADock() throws Exception {
    TestIdentity dock = AUTHORITY.dock("dock-0001");
    TestAuthority rogue = TestAuthority.rogue(dock);
    refuses(ErrorCode.CERTIFICATE_UNTRUSTED, sign(rogue.dock("dock-0007")));
  }

  @Test
  void judgesValidityAtTheGivenTime() throws Exception {
    Instant from = NOW.minus(Duration.ofDays(10));
    Instant to = NOW.minus(Duration.ofDays(5));
    SignedDocument signed = sign(dock().valid(from, to).issue());
    verifier().verify(signed, NOW.minus(Duration.ofDays(7)));
    refuses(ErrorCode.CERTIFICATE_EXPIRED, signed, NOW);
    refuses(ErrorCode.CERTIFICATE_NOT_YET_VALID, signed, NOW.minus(Duration.ofDays(11)));
  }

  @Test
  void refusesWrongPurpose() throws Exception {
    refuses(
        ErrorCode.CERTIFICATE_PURPOSE_WRONG,
        sign(AUTHORITY.certificate("dock-0001").clientAuth().issue()));
    refuses(
        ErrorCode.CERTIFICATE_PURPOSE_WRONG, sign(dock().usage(KeyUsage.keyEncipherment).issue()));
    refuses(ErrorCode.CERTIFICATE_PURPOSE_WRONG, sign(dock().usage(0).issue()));
    verify(sign(AUTHORITY.certificate("no-extended-key-usage").issue()));
  }

  @Test
  void refusesRevokedFromTheDayOfRevocation() throws Exception {
    TestIdentity dock = AUTHORITY.dock("dock-0001");
    Instant revokedAt = NOW.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    DocumentVerifier verifier = verifier(List.of(AUTHORITY.revoke(revokedAt, dock.certificate())));
    refuses(ErrorCode.CERTIFICATE_REVOKED, verifier, sign(dock));
    verifier.verify(sign(dock), NOW.minus(Duration.ofDays(3)));
    verifier.verify(sign(AUTHORITY.dock("dock-0002")), NOW);
  }

  @Test
  void refusesSubordinateThatIsRevoked() throws Exception {
    TestAuthority site = AUTHORITY.subordinate("Site");
    X509CRL list = AUTHORITY.revoke(NOW.minus(Duration.ofDays(1)), site.certificate());
    refuses(ErrorCode.CERTIFICATE_REVOKED, verifier(List.of(list)), sign(site.dock("dock-0001")));
  }

  @Test
  void refusesRevocationListOfAnImpostor() throws Exception {
    X509CRL list = TestAuthority.create("Force A docks").revoke(NOW);
    refuses(
        ErrorCode.CONFIGURATION_INVALID,
        verifier(List.of(list)),
        sign(AUTHORITY.dock("dock-0001")));
  }

  @Test
  void refusesWeakKeys() throws Exception {
    TestIdentity weakRsa = dock().keys(TestAuthority.rsaKeys(1024)).issue();
    TestIdentity otherCurve = dock().keys(p384()).issue();
    for (TestIdentity weak : List.of(weakRsa, otherCurve)) {
      assertEquals(
          ErrorCode.SIGNATURE_INVALID,
          assertThrows(EvidenceException.class, () -> new DocumentSigner(weak.key(), weak.chain()))
              .code());
      refuses(ErrorCode.SIGNATURE_INVALID, foreign(weak, "SHA256", true, DOCUMENT));
    }
  }

  @Test
  void refusesWeakDigestAndWeakChain() throws Exception {
    refuses(
        ErrorCode.SIGNATURE_INVALID, foreign(AUTHORITY.dock("dock-0001"), "SHA1", true, DOCUMENT));
    refuses(ErrorCode.CERTIFICATE_UNTRUSTED, sign(dock().signedWith("SHA1withECDSA").issue()));
  }

  @Test
  void refusesKeyOfAnotherCertificate() {
    TestIdentity one = AUTHORITY.dock("dock-0001");
    TestIdentity other = AUTHORITY.dock("dock-0001");
    assertEquals(
        ErrorCode.CONFIGURATION_INVALID,
        assertThrows(EvidenceException.class, () -> new DocumentSigner(one.key(), other.chain()))
            .code());
  }

  @Test
  void refusesSignatureWithContent() throws Exception {
    TestIdentity dock = AUTHORITY.dock("dock-0001");
    CMSSignedDataGenerator generator = generator(dock, "SHA256", true);
    byte[] der = generator.generate(new CMSProcessableByteArray(DOCUMENT), true).getEncoded("DER");
    refuses(ErrorCode.SIGNATURE_INVALID, new SignedDocument(DOCUMENT, der));
  }

  @Test
  void refusesMissingAttributesAndTwoSigners() throws Exception {
    TestIdentity dock = AUTHORITY.dock("dock-0001");
    refuses(ErrorCode.SIGNATURE_INVALID, foreign(dock, "SHA256", false, DOCUMENT));
    CMSSignedDataGenerator two = generator(dock, "SHA256", true);
    add(two, AUTHORITY.dock("dock-0002"), "SHA256", true);
    byte[] der = two.generate(new CMSProcessableByteArray(DOCUMENT), false).getEncoded("DER");
    refuses(ErrorCode.SIGNATURE_INVALID, new SignedDocument(DOCUMENT, der));
  }

  @Test
  void refusesChangedDocumentAndBytesAfterTheSignature() throws Exception {
    SignedDocument signed = sign(AUTHORITY.dock("dock-0001"));
    byte[] changed = DOCUMENT.clone();
    changed[0] ^= 1;
    refuses(ErrorCode.SIGNATURE_INVALID, new SignedDocument(changed, signed.signature()));
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.writeBytes(signed.signature());
    longer.write(0);
    refuses(ErrorCode.SIGNATURE_INVALID, new SignedDocument(DOCUMENT, longer.toByteArray()));
  }

  @Test
  void refusesWhateverIsNoSignature() {
    for (byte[] none :
        List.of(new byte[0], new byte[] {0x30, 0}, new byte[] {5, 0}, new byte[70_000])) {
      refuses(ErrorCode.SIGNATURE_INVALID, new SignedDocument(DOCUMENT, none));
    }
  }

  /** Not even what the signature itself leaves open may change: one form, one meaning (D-1). */
  @Test
  void refusesSignatureWithAnyByteChanged() throws Exception {
    byte[] der = sign(AUTHORITY.dock("dock-0001")).signature();
    for (int at = 0; at < der.length; at++) {
      for (int flip : new int[] {0x01, 0x20, 0x80}) { // 0x20 turns capitals into small letters.
        byte[] changed = der.clone();
        changed[at] ^= (byte) flip;
        SignedDocument signed = new SignedDocument(DOCUMENT, changed);
        assertThrows(EvidenceException.class, () -> verify(signed), "byte " + at + " ^ " + flip);
      }
    }
  }

  @Test
  void refusesUnsignedAttributes() throws Exception {
    CMSSignedData data = new CMSSignedData(sign(AUTHORITY.dock("dock-0001")).signature());
    SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
    Attribute note = new Attribute(CMSAttributes.contentHint, new DERSet(new DERUTF8String("x")));
    SignerInformation noted =
        SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(note));
    byte[] der =
        CMSSignedData.replaceSigners(data, new SignerInformationStore(noted)).getEncoded("DER");
    refuses(ErrorCode.SIGNATURE_INVALID, new SignedDocument(DOCUMENT, der));
  }

  /** Whatever is changed or cut off, the answer is a signer or an EvidenceException. */
  @Test
  void survivesMutations() throws Exception {
    long seed = 20261121;
    Random random = new Random(seed);
    byte[] der = sign(AUTHORITY.dock("dock-0001")).signature();
    for (int round = 0; round < 3000; round++) {
      byte[] mutant =
          random.nextInt(10) == 0 ? Arrays.copyOf(der, random.nextInt(der.length)) : der.clone();
      for (int change = random.nextInt(4); change > 0 && mutant.length > 0; change--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      try {
        verify(new SignedDocument(DOCUMENT, mutant));
      } catch (EvidenceException e) {
        assertEquals("EvidenceException", e.getClass().getSimpleName(), "seed " + seed);
      }
    }
  }

  private static TestCertificate dock() {
    return AUTHORITY.certificate("dock-0001").clientAuth().emailProtection();
  }

  private static KeyPair p384() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    return generator.generateKeyPair();
  }

  private static SignedDocument sign(TestIdentity identity) throws EvidenceException {
    return new DocumentSigner(identity.key(), identity.chain()).sign(DOCUMENT, NOW);
  }

  private static DocumentVerifier verifier() {
    return verifier(List.of());
  }

  private static DocumentVerifier verifier(List<X509CRL> lists) {
    return new DocumentVerifier(Set.of(AUTHORITY.certificate()), lists);
  }

  private static X509Certificate verify(SignedDocument signed) throws EvidenceException {
    return verifier().verify(signed, NOW);
  }

  private static void refuses(ErrorCode code, SignedDocument signed) {
    refuses(code, signed, NOW);
  }

  private static void refuses(ErrorCode code, SignedDocument signed, Instant at) {
    EvidenceException refused =
        assertThrows(EvidenceException.class, () -> verifier().verify(signed, at));
    assertEquals(code, refused.code(), refused.getMessage());
  }

  private static void refuses(ErrorCode code, DocumentVerifier verifier, SignedDocument signed) {
    EvidenceException refused =
        assertThrows(EvidenceException.class, () -> verifier.verify(signed, NOW));
    assertEquals(code, refused.code(), refused.getMessage());
  }

  /** Signs as others might. */
  private static SignedDocument foreign(
      TestIdentity identity, String digest, boolean attributes, byte[] document) throws Exception {
    byte[] der =
        generator(identity, digest, attributes)
            .generate(new CMSProcessableByteArray(document), false)
            .getEncoded("DER");
    return new SignedDocument(document, der);
  }

  private static CMSSignedDataGenerator generator(
      TestIdentity identity, String digest, boolean attributes) throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    add(generator, identity, digest, attributes);
    return generator;
  }

  private static void add(
      CMSSignedDataGenerator generator, TestIdentity identity, String digest, boolean attributes)
      throws Exception {
    String algorithm =
        digest + "with" + (identity.key().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA");
    JcaSignerInfoGeneratorBuilder builder =
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
    generator.addSignerInfoGenerator(
        builder
            .setDirectSignature(!attributes)
            .build(
                new JcaContentSignerBuilder(algorithm).build(identity.key()),
                identity.certificate()));
    generator.addCertificates(new JcaCertStore(identity.chain()));
  }
}
