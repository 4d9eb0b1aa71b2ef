package org.dockwarden.demo.clips;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * Makes a distinct copy of an MP4 file (ISO/IEC 14496-12): sets the creation and modification time
 * of the movie, its tracks and media, and appends a {@code free} box with a label. Nothing before
 * the end moves, so that sample offsets stay right.
 */
final class Mp4Stamp {
  /** Times count seconds from here (ISO/IEC 14496-12, 8.2.2.3). */
  private static final Instant EPOCH = Instant.parse("1904-01-01T00:00:00Z");

  private static final int HEADER_BYTES = 8;
  private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia");
  private static final Set<String> TIMED = Set.of("mvhd", "tkhd", "mdhd");

  private Mp4Stamp() {}

  /** A copy of {@code clip} that says it was made at {@code created} and carries {@code label}. */
  static byte[] copy(byte[] clip, Instant created, String label) {
    byte[] text = label.getBytes(StandardCharsets.UTF_8);
    byte[] copy = Arrays.copyOf(clip, clip.length + HEADER_BYTES + text.length);
    ByteBuffer boxes = ByteBuffer.wrap(copy);
    setTimes(boxes, 0, clip.length, (int) Duration.between(EPOCH, created).toSeconds());
    boxes.position(clip.length);
    boxes.putInt(HEADER_BYTES + text.length);
    boxes.put("free".getBytes(StandardCharsets.US_ASCII));
    boxes.put(text);
    return copy;
  }

  private static void setTimes(ByteBuffer boxes, int begin, int end, int seconds) {
    int at = begin;
    while (at + HEADER_BYTES <= end) {
      int length = boxes.getInt(at);
      if (length < HEADER_BYTES || at + length > end) {
        throw new IllegalArgumentException(
            "box at " + at + ": " + length + " bytes (expected: >= 8, inside)");
      }
      byte[] type = new byte[4];
      boxes.get(at + 4, type);
      String name = new String(type, StandardCharsets.ISO_8859_1);
      if (CONTAINERS.contains(name)) {
        setTimes(boxes, at + HEADER_BYTES, at + length, seconds);
      } else if (TIMED.contains(name) && boxes.get(at + HEADER_BYTES) == 0) {
        boxes.putInt(at + HEADER_BYTES + 4, seconds);
        boxes.putInt(at + HEADER_BYTES + 8, seconds);
      }
      at += length;
    }
  }
}
