package org.dockwarden.evidence.age;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * A stanza of type X25519.
 *
 * @param share the ephemeral share, 32 bytes
 * @param wrappedKey the file key, sealed, 32 bytes
 */
record X25519Stanza(byte[] share, byte[] wrappedKey) {
  static final String TYPE = "X25519";

  private static final String INFO = "age-encryption.org/v1/X25519";
  private static final int WRAPPED_BYTES = FileKey.BYTES + Aead.TAG_BYTES;

  /** Each wrap key is used once, so the nonce is fixed. */
  private static final byte[] NONCE = new byte[Aead.NONCE_BYTES];

  /** Wraps {@code fileKey} for the point {@code recipient} under a fresh ephemeral secret. */
  static X25519Stanza wrap(
      FileKey fileKey, byte[] recipient, byte[] ephemeralSecret, ChunkCipher cipher)
      throws InvalidKeyException {
    byte[] share = X25519.publicPoint(ephemeralSecret);
    byte[] secret = X25519.multiply(ephemeralSecret, recipient);
    byte[] wrapped = new byte[WRAPPED_BYTES];
    cipher
        .withKey(wrapKey(secret, share, recipient))
        .seal(NONCE, fileKey.toBytes(), 0, FileKey.BYTES, wrapped, 0);
    return new X25519Stanza(share, wrapped);
  }

  /** Reads a stanza whose first argument is {@link #TYPE}. */
  static X25519Stanza of(Stanza stanza) throws EvidenceException {
    if (stanza.arguments().size() != 2) {
      throw malformed(stanza.arguments().size() + " arguments (expected: 2)");
    }
    byte[] share = RawBase64.decode(stanza.arguments().get(1));
    if (share.length != X25519.BYTES) {
      throw malformed("share of " + share.length + " bytes (expected: 32)");
    }
    // Checked before decryption: a longer body would allow a partitioning oracle.
    if (stanza.body().length != WRAPPED_BYTES) {
      throw malformed("body of " + stanza.body().length + " bytes (expected: 32)");
    }
    return new X25519Stanza(share, stanza.body());
  }

  Stanza toStanza() {
    return new Stanza(List.of(TYPE, RawBase64.encode(share)), wrappedKey);
  }

  /** The file key, if this stanza was made for the recipient of {@code identity}. */
  Optional<FileKey> unwrap(byte[] identity, byte[] recipient, ChunkCipher cipher)
      throws EvidenceException {
    byte[] fileKey = new byte[FileKey.BYTES];
    try {
      byte[] secret = X25519.multiply(identity, share);
      cipher
          .withKey(wrapKey(secret, share, recipient))
          .open(NONCE, wrappedKey, 0, wrappedKey.length, fileKey, 0);
      return Optional.of(FileKey.of(fileKey));
    } catch (InvalidKeyException e) {
      throw new EvidenceException(
          ErrorCode.AGE_X25519_SHARE_LOW_ORDER, "X25519 stanza: share is of low order", e);
    } catch (AEADBadTagException _) {
      return Optional.empty(); // for somebody else
    }
  }

  private static byte[] wrapKey(byte[] secret, byte[] share, byte[] recipient) {
    byte[] salt = ByteBuffer.allocate(2 * X25519.BYTES).put(share).put(recipient).array();
    return Hkdf.derive(secret, salt, INFO);
  }

  private static EvidenceException malformed(String problem) {
    return new EvidenceException(
        ErrorCode.AGE_X25519_STANZA_MALFORMED, "X25519 stanza: " + problem);
  }
}
