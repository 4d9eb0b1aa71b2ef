package org.dockwarden.evidence.age;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  /** The example of the age specification: 32 bytes of 0x42. */
  private static final String IDENTITY =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

  private static final String RECIPIENT =
      "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

  @Test
  void agreesWithTheExampleOfTheSpecification() throws EvidenceException {
    X25519Identity identity = X25519Identity.parse(IDENTITY);
    assertEquals(RECIPIENT, identity.recipient().toString());
    assertEquals(IDENTITY, identity.encode());
    assertEquals(X25519Recipient.parse(RECIPIENT), identity.recipient());
    assertEquals(X25519Recipient.parse(RECIPIENT).hashCode(), identity.recipient().hashCode());
    assertNotEquals(X25519Recipient.parse(RECIPIENT), Samples.IDENTITY.recipient());
  }

  @Test
  void generatedKeysSurviveTheirTextForm() throws EvidenceException {
    SecureRandom random = new SeededRandom(5);
    for (int i = 0; i < 50; i++) {
      X25519Identity identity = X25519Identity.generate(random);
      assertEquals(identity.encode(), X25519Identity.parse(identity.encode()).encode());
      assertEquals(identity.recipient(), X25519Recipient.parse(identity.recipient().toString()));
    }
  }

  @Test
  void refusesEveryChangedCharacter() {
    for (int at = 0; at < RECIPIENT.length(); at++) {
      char[] changed = RECIPIENT.toCharArray();
      changed[at] = changed[at] == 'q' ? 'p' : 'q';
      assertMalformed(() -> X25519Recipient.parse(String.valueOf(changed)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "age",
        "age1",
        "age1qqqqq",
        "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwJ",
        " age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujw\u00e9",
        IDENTITY,
      })
  void refusesWhatIsNoRecipient(String text) {
    assertMalformed(() -> X25519Recipient.parse(text));
  }

  @Test
  void refusesWhatIsNoIdentity() {
    assertMalformed(() -> X25519Identity.parse(IDENTITY.toLowerCase(Locale.ROOT)));
    assertMalformed(() -> X25519Identity.parse(RECIPIENT));
    assertMalformed(() -> X25519Identity.parse(IDENTITY + "Q"));
  }

  @Test
  void refusesKeysOfTheWrongLength() {
    for (int length : new int[] {0, 31, 33, 64}) {
      byte[] bytes = new byte[length];
      Arrays.fill(bytes, (byte) 9);
      assertMalformed(() -> X25519Recipient.parse(Bech32.encode("age", bytes)));
      assertMalformed(
          () ->
              X25519Identity.parse(
                  Bech32.encode("age-secret-key-", bytes).toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void refusesRecipientsOfLowOrder() {
    byte[] one = new byte[32];
    one[0] = 1;
    assertMalformed(() -> X25519Recipient.parse(Bech32.encode("age", one)));
    assertMalformed(() -> X25519Recipient.parse(Bech32.encode("age", new byte[32])));
  }

  @Test
  void refusesPaddingThatIsNotZero() throws EvidenceException {
    byte[] digits = new byte[52]; // 260 bits for 32 bytes
    assertEquals(32, Bech32.decode("age", Bech32.ofDigits("age", digits)).length);
    digits[51] = 1;
    assertMalformed(() -> Bech32.decode("age", Bech32.ofDigits("age", digits)));
    assertMalformed(() -> Bech32.decode("age", Bech32.ofDigits("age", new byte[54])));
  }

  @Test
  void readsFilesOfKeysWithComments() throws EvidenceException {
    String file =
        "# created: 2026-11-21T20:00:00Z\n# public key: %s\n%s\n\n  %s  \r\n"
            .formatted(RECIPIENT, IDENTITY, Samples.SECOND.encode());
    List<X25519Identity> identities = X25519Identity.parseFile(file);
    assertEquals(
        List.of(RECIPIENT, Samples.SECOND.recipient().toString()),
        identities.stream().map(identity -> identity.recipient().toString()).toList());
    assertEquals(
        List.of(Samples.SECOND.recipient()),
        X25519Recipient.parseFile("#\n" + Samples.SECOND.recipient() + "\n"));
  }

  @Test
  void refusesFilesWithoutKeysAndNamesTheLineOfABadOne() {
    assertMalformed(() -> X25519Identity.parseFile("# nothing\n\n"));
    EvidenceException refusal =
        assertMalformed(() -> X25519Identity.parseFile("# one\n" + IDENTITY + "\nnonsense\n"));
    assertTrue(refusal.toString().contains("line 3"));
  }

  @Test
  void showsNoSecretInTextsAndMessages() throws EvidenceException {
    String secret = IDENTITY.substring(16, 50);
    assertFalse(X25519Identity.parse(IDENTITY).toString().contains(secret));
    EvidenceException refusal =
        assertMalformed(() -> X25519Identity.parseFile(IDENTITY.replace("EGAEX", "EGAEQ")));
    assertFalse(refusal.toString().contains(secret));
  }

  @Test
  void multipliesLikeTheExampleOfRfc7748() throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] scalar =
        hex.parseHex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
    byte[] point = hex.parseHex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
    assertEquals(
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        hex.formatHex(X25519.multiply(scalar, point)));
    // The second example has the top bit of the point set, which is masked.
    scalar = hex.parseHex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d");
    point = hex.parseHex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493");
    assertEquals(
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957",
        hex.formatHex(X25519.multiply(scalar, point)));
  }

  private static EvidenceException assertMalformed(Executable executable) {
    EvidenceException refusal = assertThrows(EvidenceException.class, executable);
    assertEquals(ErrorCode.AGE_KEY_MALFORMED, refusal.code());
    return refusal;
  }
}
