package org.dockwarden.agent.health.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;

/**
 * A change as bytes: length and CRC-32C (four bytes each), then its number, whether it is an event,
 * its device, and a Sparkplug payload.
 *
 * @param number counts all changes of the outbox
 */
record Entry(long number, Change change) {
  static final int HEAD_BYTES = 8;

  byte[] encode() {
    byte[] body = body();
    CRC32C crc = new CRC32C();
    crc.update(body);
    return ByteBuffer.allocate(HEAD_BYTES + body.length)
        .putInt(body.length)
        .putInt((int) crc.getValue())
        .put(body)
        .array();
  }

  private byte[] body() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(number);
      out.writeBoolean(change.isEvent());
      out.writeUTF(change.device().orElse(""));
      out.write(SparkplugCodec.encode(SparkplugPayload.withoutSeq(change.at(), change.metrics())));
    } catch (IOException e) {
      throw new AssertionError("an array has no I/O errors", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The entry at the buffer's position, which moves behind it.
   *
   * @return empty where the bytes are no whole entry: what a crash left of the last one
   */
  static Optional<Entry> decode(ByteBuffer bytes) {
    if (bytes.remaining() < HEAD_BYTES) {
      return Optional.empty();
    }
    int length = bytes.getInt();
    int sum = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      return Optional.empty();
    }
    byte[] body = new byte[length];
    bytes.get(body);
    CRC32C crc = new CRC32C();
    crc.update(body);
    return (int) crc.getValue() == sum ? parse(body) : Optional.empty();
  }

  private static Optional<Entry> parse(byte[] body) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      long number = in.readLong();
      boolean isEvent = in.readBoolean();
      String device = in.readUTF();
      SparkplugPayload payload = SparkplugCodec.decode(in.readAllBytes());
      Instant at = payload.timestamp().orElse(Instant.EPOCH);
      Optional<String> bay = device.isEmpty() ? Optional.empty() : Optional.of(device);
      return Optional.of(new Entry(number, new Change(bay, isEvent, at, payload.metrics())));
    } catch (IOException e) {
      return Optional.empty(); // Written by another version; its sum holds, its sense is lost.
    }
  }
}
