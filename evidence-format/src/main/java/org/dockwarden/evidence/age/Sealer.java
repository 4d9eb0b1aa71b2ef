package org.dockwarden.evidence.age;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/**
 * Seals originals to a set of recipients, each under a file key of its own (S-5). Safe for several
 * threads.
 */
public final class Sealer {
  /** Limit of ours; keeps every header far below {@link Header#MAX_BYTES}. */
  public static final int MAX_RECIPIENTS = 64;

  private final List<X25519Recipient> recipients;
  private final ChunkCipher cipher;
  private final SecureRandom random;
  private final int headerBytes;

  Sealer(List<X25519Recipient> recipients, ChunkCipher cipher, SecureRandom random) {
    if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
      throw new IllegalArgumentException(
          "recipients: " + recipients.size() + " (expected: 1 to " + MAX_RECIPIENTS + ")");
    }
    this.recipients = List.copyOf(recipients);
    this.cipher = cipher;
    this.random = random;
    this.headerBytes = header(FileKey.generate(random)).bytes(); // all headers are equally long
  }

  /** A sealer to all of these recipients, any one of whom can open. */
  public static Sealer to(List<X25519Recipient> recipients, ChunkCipher cipher) {
    return new Sealer(recipients, cipher, new SecureRandom());
  }

  /** Length of the sealed object for an original of this length (S-3). */
  public long sealedBytes(long originalBytes) {
    requireLength(originalBytes);
    return headerBytes + Payload.sealedBytes(originalBytes);
  }

  /**
   * Starts a sealed object: writes the header to {@code sealed}, and then whatever is written to
   * the stream returned, which must be exactly {@code originalBytes} bytes (S-3).
   *
   * <p>Closing the stream writes the final chunk and flushes {@code sealed}, but leaves it open: it
   * belongs to the caller, who still has to make it durable. After a write of too many bytes, or a
   * close after too few, which both fail, {@code sealed} holds no complete age file.
   */
  public OutputStream seal(OutputStream sealed, long originalBytes) throws IOException {
    requireLength(originalBytes);
    FileKey fileKey = FileKey.generate(random);
    byte[] nonce = new byte[Payload.NONCE_BYTES];
    random.nextBytes(nonce);
    sealed.write(header(fileKey).text().getBytes(StandardCharsets.US_ASCII));
    sealed.write(nonce);
    return new SealingStream(sealed, cipher.withKey(fileKey.payloadKey(nonce)), originalBytes);
  }

  private Header header(FileKey fileKey) {
    return Header.of(
        recipients.stream().map(recipient -> recipient.wrap(fileKey, random, cipher)).toList(),
        fileKey);
  }

  private static void requireLength(long originalBytes) {
    if (originalBytes < 0) {
      throw new IllegalArgumentException("originalBytes: " + originalBytes + " (expected: >= 0)");
    }
  }
}
