package org.dockwarden.evidence.manifest;

import java.util.List;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.evidence.json.UnicodeText;

/**
 * The age file that carries the original.
 *
 * @param bytes its length
 * @param segmentBytes length of every segment but the last; the unit of {@code digest}
 * @param digest the segment digest: SHA-256 over the concatenated SHA-256 digests of the segments
 *     (spec/evidence-format.md 3.4)
 * @param recipients the age recipients that it was sealed to, {@code age1…}, in header order
 */
public record SealedObject(long bytes, int segmentBytes, Digest digest, List<String> recipients) {
  /** Length of a segment that docks use: 8 MiB. */
  public static final int SEGMENT_BYTES = 8 * 1024 * 1024;

  /** No sealed object has more recipients than this. */
  public static final int MAX_RECIPIENTS = 64;

  private static final int MAX_RECIPIENT_LENGTH = 128;

  public SealedObject {
    if (bytes <= 0 || bytes > JsonValue.MAX_INTEGER) {
      throw new IllegalArgumentException("sealed bytes: " + bytes + " (expected: 1 to 2^53 - 1)");
    }
    if (segmentBytes != SEGMENT_BYTES) {
      throw new IllegalArgumentException(
          "segmentBytes: " + segmentBytes + " (expected: " + SEGMENT_BYTES + ")");
    }
    if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
      throw new IllegalArgumentException(
          "recipients: " + recipients.size() + " (expected: 1 to " + MAX_RECIPIENTS + ")");
    }
    recipients = List.copyOf(recipients);
    for (String recipient : recipients) {
      UnicodeText.requireLine("recipient", recipient, MAX_RECIPIENT_LENGTH);
    }
  }
}
