package org.dockwarden.evidence.age;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** Opens what was sealed to one of a set of identities. Safe for several threads. */
public final class Opener {
  private static final String SCRYPT = "scrypt";

  private final List<X25519Identity> identities;
  private final ChunkCipher cipher;

  private Opener(List<X25519Identity> identities, ChunkCipher cipher) {
    if (identities.isEmpty()) {
      throw new IllegalArgumentException("identities: 0 (expected: >= 1)");
    }
    this.identities = List.copyOf(identities);
    this.cipher = cipher;
  }

  /** An opener that tries these identities in order. */
  public static Opener with(List<X25519Identity> identities, ChunkCipher cipher) {
    return new Opener(identities, cipher);
  }

  /**
   * Reads the header from {@code sealed} and returns the original bytes as a stream. It returns no
   * byte that was not authenticated, and its end means that the whole object was: it comes only
   * after the final chunk, with nothing behind it. Once a read has failed, every later one fails.
   * Closing it closes {@code sealed}; if this method fails, {@code sealed} stays open.
   *
   * @throws EvidenceException with an {@code age-…} code, here or while reading
   */
  public InputStream open(InputStream sealed) throws IOException {
    return new OpeningStream(sealed, openHeader(sealed));
  }

  /**
   * Reads the header at the start of {@code sealed}, authenticates the final chunk, and returns the
   * original bytes for reading at any position; each chunk is authenticated before its bytes are
   * returned. {@code sealed} must not be used otherwise meanwhile. Closing the channel closes it;
   * if this method fails, it stays open.
   *
   * @throws EvidenceException with an {@code age-…} code, here or while reading
   */
  public SeekableByteChannel open(SeekableByteChannel sealed) throws IOException {
    sealed.position(0);
    // Not buffered, so that the channel stands at the first chunk afterwards.
    ChunkOpener opener = openHeader(Channels.newInputStream(sealed));
    return new OpeningChannel(sealed, opener, sealed.position());
  }

  private ChunkOpener openHeader(InputStream sealed) throws IOException {
    Header header = HeaderReader.read(sealed);
    FileKey fileKey = unwrap(header.stanzas());
    header.requireMadeWith(fileKey);
    byte[] nonce = sealed.readNBytes(Payload.NONCE_BYTES);
    if (nonce.length < Payload.NONCE_BYTES) {
      throw new EvidenceException(
          ErrorCode.AGE_PAYLOAD_NONCE_TRUNCATED,
          "payload nonce: " + nonce.length + " bytes (expected: " + Payload.NONCE_BYTES + ")");
    }
    return new ChunkOpener(cipher.withKey(fileKey.payloadKey(nonce)));
  }

  private FileKey unwrap(List<Stanza> stanzas) throws EvidenceException {
    for (X25519Stanza stanza : x25519(stanzas)) {
      for (X25519Identity identity : identities) {
        Optional<FileKey> fileKey = identity.unwrap(stanza, cipher);
        if (fileKey.isPresent()) {
          return fileKey.get();
        }
      }
    }
    throw new EvidenceException(
        ErrorCode.AGE_NO_IDENTITY_MATCHES,
        "header: no stanza for any of " + identities.size() + " identities");
  }

  /** All stanzas of our type, each checked before any is tried; unknown types are ignored (S-2). */
  private static List<X25519Stanza> x25519(List<Stanza> stanzas) throws EvidenceException {
    List<X25519Stanza> ours = new ArrayList<>();
    for (Stanza stanza : stanzas) {
      if (stanza.type().equals(SCRYPT) && stanzas.size() > 1) {
        throw new EvidenceException(
            ErrorCode.AGE_SCRYPT_NOT_ALONE, "header: a scrypt stanza beside another stanza");
      }
      if (stanza.type().equals(X25519Stanza.TYPE)) {
        ours.add(X25519Stanza.of(stanza));
      }
    }
    return ours;
  }
}
