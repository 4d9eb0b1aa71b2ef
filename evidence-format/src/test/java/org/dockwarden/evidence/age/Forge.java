package org.dockwarden.evidence.age;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes age files that no honest sealer makes: every part as told, with MAC and tags that fit. */
final class Forge {
  static final String VERSION_LINE = "age-encryption.org/v1\n";

  private final SeededRandom random;
  private final FileKey fileKey;

  Forge(long seed) {
    random = new SeededRandom(seed);
    fileKey = FileKey.generate(random);
  }

  /** The text of a good stanza for this recipient. */
  String stanza(X25519Recipient recipient) {
    return text(recipient.wrap(fileKey, random, Samples.CIPHER));
  }

  static String text(Stanza stanza) {
    StringBuilder text = new StringBuilder();
    stanza.write(text);
    return text.toString();
  }

  FileKey fileKey() {
    return fileKey;
  }

  /** A header of these parts with a MAC that fits. */
  byte[] header(String... parts) {
    byte[] authenticated = latin(String.join("", parts) + "---");
    return join(
        authenticated, latin(" " + RawBase64.encode(fileKey.headerMac(authenticated)) + "\n"));
  }

  /** The header that a good sealer would have made for the first sample identity. */
  byte[] header() {
    return header(VERSION_LINE, stanza(Samples.IDENTITY.recipient()));
  }

  /** A payload of which everything is right but what the chunks say. */
  Chunks payload() {
    return new Chunks();
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** A nonce and chunks, sealed with the index and mark that each is told. */
  final class Chunks {
    private final byte[] nonce = new byte[Payload.NONCE_BYTES];
    private final List<byte[]> parts = new ArrayList<>();

    private Chunks() {
      random.nextBytes(nonce);
      parts.add(nonce);
    }

    Chunks chunk(long index, boolean isFinal, int originalBytes) {
      byte[] original = SeededRandom.bytes(index, originalBytes);
      byte[] sealed = new byte[originalBytes + Aead.TAG_BYTES];
      Samples.CIPHER
          .withKey(fileKey.payloadKey(nonce))
          .seal(Payload.chunkNonce(index, isFinal), original, 0, originalBytes, sealed, 0);
      parts.add(sealed);
      return this;
    }

    Chunks raw(byte[] bytes) {
      parts.add(bytes);
      return this;
    }

    byte[] bytes() {
      return join(parts.toArray(byte[][]::new));
    }
  }
}
