package org.dockwarden.evidence.sparkplug;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/**
 * Sparkplug B payloads as protobuf (Sparkplug 3.0, 6.4.1), written and read field by field. Reading
 * ends in a payload or an {@link EvidenceException}, whatever the bytes.
 */
public final class SparkplugCodec {
  /** Largest payload that is read or written. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** Most metrics of one payload. */
  public static final int MAX_METRICS = 4096;

  private static final int PAYLOAD_TIMESTAMP = 1;
  private static final int PAYLOAD_METRICS = 2;
  private static final int PAYLOAD_SEQ = 3;

  private SparkplugCodec() {}

  /** The payload's bytes. */
  public static byte[] encode(SparkplugPayload payload) {
    if (payload.metrics().size() > MAX_METRICS) {
      throw new IllegalArgumentException(
          "metrics: " + payload.metrics().size() + " (expected: <= " + MAX_METRICS + ")");
    }
    byte[] bytes = write(out -> writePayload(out, payload));
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "payload: " + bytes.length + " bytes (expected: <= " + MAX_BYTES + ")");
    }
    return bytes;
  }

  private static void writePayload(CodedOutputStream out, SparkplugPayload payload)
      throws IOException {
    if (payload.timestamp().isPresent()) {
      out.writeUInt64(PAYLOAD_TIMESTAMP, payload.timestamp().get().toEpochMilli());
    }
    for (SparkplugMetric metric : payload.metrics()) {
      out.writeByteArray(PAYLOAD_METRICS, write(inner -> MetricCodec.write(inner, metric)));
    }
    if (payload.seq().isPresent()) {
      out.writeUInt64(PAYLOAD_SEQ, payload.seq().getAsInt());
    }
  }

  /** Writes one message. */
  @FunctionalInterface
  interface Body {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  static byte[] write(Body body) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      body.writeTo(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError("an array has no I/O errors", e);
    }
  }

  /** Reads a payload; unknown fields are skipped. */
  public static SparkplugPayload decode(byte[] bytes) throws EvidenceException {
    if (bytes.length > MAX_BYTES) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_TOO_LARGE, bytes.length + " bytes (expected: <= " + MAX_BYTES + ")");
    }
    try {
      return readPayload(CodedInputStream.newInstance(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new EvidenceException(ErrorCode.DOCUMENT_MALFORMED, "payload: not Sparkplug B", e);
    } catch (EvidenceException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("an array has no I/O errors", e);
    }
  }

  private static SparkplugPayload readPayload(CodedInputStream in) throws IOException {
    Optional<Instant> timestamp = Optional.empty();
    OptionalInt seq = OptionalInt.empty();
    List<SparkplugMetric> metrics = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (field(tag, PAYLOAD_SEQ)) {
        case PAYLOAD_TIMESTAMP -> timestamp = Optional.of(Instant.ofEpochMilli(varint(in, tag)));
        case PAYLOAD_METRICS -> {
          requireRoom(metrics);
          metrics.add(MetricCodec.read(CodedInputStream.newInstance(bytes(in, tag))));
        }
        case PAYLOAD_SEQ -> seq = OptionalInt.of(seq(varint(in, tag)));
        default -> in.skipField(tag);
      }
    }
    return new SparkplugPayload(timestamp, metrics, seq);
  }

  private static void requireRoom(List<SparkplugMetric> metrics) throws EvidenceException {
    if (metrics.size() == MAX_METRICS) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_TOO_LARGE, "metrics: more than " + MAX_METRICS);
    }
  }

  private static int seq(long value) throws EvidenceException {
    if (value < 0 || value > SparkplugPayload.MAX_SEQ) {
      throw malformed("seq: " + value + " (expected: 0 to 255)");
    }
    return (int) value;
  }

  /** The tag's field number where it is one of ours, else 0. */
  static int field(int tag, int maxNumber) {
    int number = WireFormat.getTagFieldNumber(tag);
    return number <= maxNumber ? number : 0;
  }

  static long varint(CodedInputStream in, int tag) throws IOException {
    requireType(tag, WireFormat.WIRETYPE_VARINT);
    return in.readRawVarint64();
  }

  static byte[] bytes(CodedInputStream in, int tag) throws IOException {
    requireType(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readByteArray();
  }

  static String text(CodedInputStream in, int tag) throws IOException {
    byte[] utf8 = bytes(in, tag);
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
      throw malformed("text: not UTF-8");
    }
    return text;
  }

  static void requireType(int tag, int wireType) throws EvidenceException {
    if (WireFormat.getTagWireType(tag) != wireType) {
      throw malformed("field " + WireFormat.getTagFieldNumber(tag) + ": wrong wire type");
    }
  }

  static EvidenceException malformed(String message) {
    return new EvidenceException(ErrorCode.DOCUMENT_MALFORMED, message);
  }
}
