package org.dockwarden.evidence.age;

import static org.dockwarden.evidence.age.Forge.VERSION_LINE;
import static org.dockwarden.evidence.age.Forge.join;
import static org.dockwarden.evidence.age.Forge.latin;
import static org.dockwarden.evidence.age.Forge.text;
import static org.dockwarden.evidence.error.ErrorCode.AGE_BASE64_NOT_CANONICAL;
import static org.dockwarden.evidence.error.ErrorCode.AGE_HEADER_MAC_INVALID;
import static org.dockwarden.evidence.error.ErrorCode.AGE_HEADER_MAC_MALFORMED;
import static org.dockwarden.evidence.error.ErrorCode.AGE_HEADER_MALFORMED;
import static org.dockwarden.evidence.error.ErrorCode.AGE_HEADER_TOO_LARGE;
import static org.dockwarden.evidence.error.ErrorCode.AGE_HEADER_TRUNCATED;
import static org.dockwarden.evidence.error.ErrorCode.AGE_NO_IDENTITY_MATCHES;
import static org.dockwarden.evidence.error.ErrorCode.AGE_SCRYPT_NOT_ALONE;
import static org.dockwarden.evidence.error.ErrorCode.AGE_STANZA_BODY_MALFORMED;
import static org.dockwarden.evidence.error.ErrorCode.AGE_STANZA_MALFORMED;
import static org.dockwarden.evidence.error.ErrorCode.AGE_VERSION_UNKNOWN;
import static org.dockwarden.evidence.error.ErrorCode.AGE_X25519_SHARE_LOW_ORDER;
import static org.dockwarden.evidence.error.ErrorCode.AGE_X25519_STANZA_MALFORMED;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;

/** Headers that break one rule each; MAC and payload fit unless they are what is broken. */
final class HeaderFaults {
  /** Encodings of the points of low order on Curve25519 and its twist (RFC 7748, section 6.1). */
  private static final List<String> LOW_ORDER =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000080");

  private static final String GREASE = "-> grease-a b\nYWJj\n";

  private HeaderFaults() {}

  static List<Fault> versionLine() {
    return List.of(
        new Fault("empty", AGE_HEADER_TRUNCATED, new byte[0]),
        new Fault("not-an-age-file", AGE_HEADER_MALFORMED, latin("%PDF-1.7\n")),
        new Fault("armored", AGE_HEADER_MALFORMED, latin("-----BEGIN AGE ENCRYPTED FILE-----\n")),
        new Fault("version-cut", AGE_HEADER_TRUNCATED, latin("age-encryption.org/v1")),
        withHeader("version-v2", AGE_VERSION_UNKNOWN, "age-encryption.org/v2\n", good()),
        withHeader("version-v10", AGE_VERSION_UNKNOWN, "age-encryption.org/v10\n", good()),
        withHeader("version-missing", AGE_HEADER_MALFORMED, "age-encryption.org/\n", good()),
        withHeader("version-space", AGE_HEADER_MALFORMED, "age-encryption.org/v1 \n", good()),
        withHeader("version-crlf", AGE_HEADER_MALFORMED, "age-encryption.org/v1\r\n", good()));
  }

  static List<Fault> stanzaLines() {
    String share = good().split("\n", -1)[0];
    String body = good().split("\n", -1)[1];
    String full = "A".repeat(64);
    return List.of(
        stanzas("stanza-none", AGE_HEADER_MALFORMED, ""),
        stanzas("stanza-bad-start", AGE_STANZA_MALFORMED, good().replace("->", "=>")),
        stanzas("stanza-no-space", AGE_STANZA_MALFORMED, good().replace("-> ", "->")),
        stanzas("stanza-no-argument", AGE_STANZA_MALFORMED, good() + "-> \n\n"),
        stanzas("stanza-two-spaces", AGE_STANZA_MALFORMED, good() + "->  a\n\n"),
        stanzas("stanza-space-at-end", AGE_STANZA_MALFORMED, good() + "-> a \n\n"),
        stanzas("stanza-control", AGE_STANZA_MALFORMED, good() + "-> a\u007f\n\n"),
        stanzas("stanza-not-ascii", AGE_STANZA_MALFORMED, good() + "-> \u00e9\n\n"),
        stanzas("stanza-crlf", AGE_STANZA_MALFORMED, share + "\r\n" + body + "\n"),
        stanzas("body-two-short-lines", AGE_STANZA_MALFORMED, good() + "-> a\nYWJj\nYWJj\n"),
        stanzas("body-missing", AGE_STANZA_BODY_MALFORMED, good() + "-> a\n"),
        stanzas("body-no-short-line", AGE_STANZA_BODY_MALFORMED, good() + "-> a\n" + full + "\n"),
        stanzas("body-long-line", AGE_STANZA_BODY_MALFORMED, good() + "-> a\n" + full + "AAAA\n"),
        stanzas("body-crlf", AGE_STANZA_BODY_MALFORMED, share + "\n" + body + "\r\n"),
        stanzas("body-not-base64", AGE_STANZA_BODY_MALFORMED, good() + "-> a\nYW_j\n"),
        stanzas("body-space-at-end", AGE_STANZA_BODY_MALFORMED, good() + "-> a\nYWJj \n"),
        stanzas("body-padded", AGE_BASE64_NOT_CANONICAL, good() + "-> a\nYWI=\n"),
        stanzas("body-not-canonical", AGE_BASE64_NOT_CANONICAL, good() + "-> a\nYWJ\n"),
        stanzas("body-one-digit-left", AGE_BASE64_NOT_CANONICAL, good() + "-> a\nYWJjY\n"),
        stanzas("scrypt-not-alone", AGE_SCRYPT_NOT_ALONE, good() + scrypt()),
        stanzas("scrypt-twice", AGE_SCRYPT_NOT_ALONE, scrypt() + scrypt()),
        stanzas("header-too-large", AGE_HEADER_TOO_LARGE, good() + GREASE.repeat(3500)),
        new Fault(
            "header-endless-line",
            AGE_HEADER_TOO_LARGE,
            latin(VERSION_LINE + "-> " + "a".repeat(70_000))),
        new Fault("header-cut-in-stanza", AGE_HEADER_TRUNCATED, latin(VERSION_LINE + share)),
        new Fault("header-cut-after-stanza", AGE_HEADER_TRUNCATED, latin(VERSION_LINE + good())),
        new Fault(
            "header-cut-in-mac", AGE_HEADER_TRUNCATED, latin(VERSION_LINE + good() + "--- AAAA")));
  }

  static List<Fault> x25519Stanzas() {
    byte[] share = SeededRandom.bytes(11, 32);
    byte[] body = SeededRandom.bytes(12, 32);
    List<Fault> faults = new ArrayList<>();
    faults.add(x25519("x25519-no-share", AGE_X25519_STANZA_MALFORMED, body));
    faults.add(
        x25519("x25519-extra-argument", AGE_X25519_STANZA_MALFORMED, body, encode(share), "a"));
    faults.add(
        x25519(
            "x25519-share-31",
            AGE_X25519_STANZA_MALFORMED,
            body,
            encode(Arrays.copyOf(share, 31))));
    faults.add(
        x25519(
            "x25519-share-33",
            AGE_X25519_STANZA_MALFORMED,
            body,
            encode(Arrays.copyOf(share, 33))));
    faults.add(x25519("x25519-share-padded", AGE_BASE64_NOT_CANONICAL, body, encode(share) + "="));
    faults.add(
        x25519("x25519-share-not-canonical", AGE_BASE64_NOT_CANONICAL, body, "A".repeat(42) + "B"));
    faults.add(x25519("x25519-share-not-base64", AGE_BASE64_NOT_CANONICAL, body, "_".repeat(43)));
    for (int length : new int[] {0, 31, 33, 48}) {
      faults.add(
          x25519(
              "x25519-body-" + length,
              AGE_X25519_STANZA_MALFORMED,
              Arrays.copyOf(body, length),
              encode(share)));
    }
    for (int i = 0; i < LOW_ORDER.size(); i++) {
      byte[] point = HexFormat.of().parseHex(LOW_ORDER.get(i));
      faults.add(x25519("x25519-low-order-" + i, AGE_X25519_SHARE_LOW_ORDER, body, encode(point)));
    }
    faults.add(x25519("x25519-body-of-nobody", AGE_NO_IDENTITY_MATCHES, body, encode(share)));
    faults.add(stanzas("x25519-lower-case", AGE_NO_IDENTITY_MATCHES, good().replace("X2", "x2")));
    faults.add(
        stanzas(
            "x25519-for-another",
            AGE_NO_IDENTITY_MATCHES,
            forge().stanza(Samples.STRANGER.recipient())));
    faults.add(stanzas("unknown-only", AGE_NO_IDENTITY_MATCHES, GREASE));
    faults.add(stanzas("scrypt-only", AGE_NO_IDENTITY_MATCHES, scrypt()));
    return faults;
  }

  static List<Fault> endLine() {
    String mac = new String(forge().header(VERSION_LINE, good()), StandardCharsets.ISO_8859_1);
    String digits = mac.substring(mac.length() - 44, mac.length() - 1);
    return List.of(
        end("mac-missing", AGE_HEADER_MAC_MALFORMED, "---\n"),
        end("mac-empty", AGE_HEADER_MAC_MALFORMED, "--- \n"),
        end("mac-no-space", AGE_HEADER_MAC_MALFORMED, "---" + digits + "\n"),
        end("mac-two-spaces", AGE_HEADER_MAC_MALFORMED, "---  " + digits + "\n"),
        end("mac-space-at-end", AGE_HEADER_MAC_MALFORMED, "--- " + digits + " \n"),
        end("mac-crlf", AGE_HEADER_MAC_MALFORMED, "--- " + digits + "\r\n"),
        end("mac-short", AGE_HEADER_MAC_MALFORMED, "--- " + encode(new byte[31]) + "\n"),
        end("mac-long", AGE_HEADER_MAC_MALFORMED, "--- " + encode(new byte[33]) + "\n"),
        end("mac-padded", AGE_BASE64_NOT_CANONICAL, "--- " + digits + "=\n"),
        end("mac-not-canonical", AGE_BASE64_NOT_CANONICAL, "--- " + "A".repeat(42) + "B\n"),
        end("mac-zero", AGE_HEADER_MAC_INVALID, "--- " + encode(new byte[32]) + "\n"),
        end("mac-of-other-header", AGE_HEADER_MAC_INVALID, GREASE + "--- " + digits + "\n"));
  }

  private static Forge forge() {
    return new Forge(20);
  }

  private static String good() {
    return forge().stanza(Samples.IDENTITY.recipient());
  }

  private static String scrypt() {
    return "-> scrypt " + encode(new byte[16]) + " 10\n" + encode(new byte[32]) + "\n";
  }

  private static String encode(byte[] bytes) {
    return RawBase64.encode(bytes);
  }

  private static Fault x25519(String name, ErrorCode code, byte[] body, String... arguments) {
    List<String> all = new ArrayList<>(List.of("X25519"));
    all.addAll(List.of(arguments));
    return stanzas(name, code, text(new Stanza(all, body)));
  }

  private static Fault stanzas(String name, ErrorCode code, String stanzas) {
    return withHeader(name, code, VERSION_LINE, stanzas);
  }

  private static Fault withHeader(String name, ErrorCode code, String... parts) {
    return new Fault(name, code, join(forge().header(parts), goodPayload()));
  }

  private static Fault end(String name, ErrorCode code, String endLine) {
    return new Fault(name, code, join(latin(VERSION_LINE + good() + endLine), goodPayload()));
  }

  private static byte[] goodPayload() {
    return forge().payload().chunk(0, true, 20).bytes();
  }
}
