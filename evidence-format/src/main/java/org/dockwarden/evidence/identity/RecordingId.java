package org.dockwarden.evidence.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The name of a recording: one file of one camera with one content. It is computed, not given
 * (spec/evidence-format.md 2.4), so every dock that ever sees the same file of the same camera
 * names it alike, and different content can never carry the same name. 64 lower-case hexadecimal
 * digits.
 */
public record RecordingId(String hex) implements Comparable<RecordingId> {
  private static final byte[] DOMAIN = "dockwarden/recording/1".getBytes(StandardCharsets.US_ASCII);

  public RecordingId {
    if (!Text.isLowerHex(hex, 2 * Digest.BYTES)) {
      throw new IllegalArgumentException(
          "recording: " + Text.printable(hex) + " (expected: 64 lower-case hexadecimal digits)");
    }
  }

  /**
   * SHA-256 over the domain, camera, path, byte count and digest; each text preceded by its length
   * as a 32-bit big-endian number, the byte count as a 64-bit one.
   */
  public static RecordingId of(
      CameraId camera, CameraPath path, long originalBytes, Digest original) {
    MessageDigest sha256 = Digest.sha256();
    update(sha256, DOMAIN);
    update(sha256, camera.toString().getBytes(StandardCharsets.UTF_8));
    update(sha256, path.text().getBytes(StandardCharsets.UTF_8));
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, originalBytes));
    sha256.update(original.toBytes());
    return new RecordingId(Digest.of(sha256.digest()).hex());
  }

  private static void update(MessageDigest sha256, byte[] text) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length));
    sha256.update(text);
  }

  /** The first twelve digits, for people. */
  public String brief() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(RecordingId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
