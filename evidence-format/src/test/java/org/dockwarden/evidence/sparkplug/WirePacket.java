package org.dockwarden.evidence.sparkplug;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a client says on an MQTT 5 connection, as far as Sparkplug has something to say of it. */
public sealed interface WirePacket {
  /** A message, as will or published. */
  record Message(String topic, byte[] payload, int qos, boolean isRetained) {}

  /** CONNECT. */
  record Connect(boolean isClean, long sessionExpiry, Optional<Message> will)
      implements WirePacket {}

  /** One filter of a SUBSCRIBE. */
  record Subscribe(String filter, int qos) implements WirePacket {}

  /** PUBLISH. */
  record Publish(Message message) implements WirePacket {}

  /** DISCONNECT with its reason code. */
  record Disconnect(int reason) implements WirePacket {}

  /** Reads the body of a CONNECT (MQTT 5, 3.1). */
  static Connect connect(ByteBuffer body) {
    text(body); // "MQTT"
    int version = body.get();
    if (version != 5) {
      throw new IllegalArgumentException("MQTT version: " + version + " (expected: 5)");
    }
    int flags = body.get();
    body.getShort(); // keep-alive
    long expiry = sessionExpiry(slice(body, length(body)));
    text(body); // client id
    Optional<Message> will = Optional.empty();
    if ((flags & 0x04) != 0) {
      slice(body, length(body)); // properties of the will
      String topic = text(body);
      byte[] payload = bytes(slice(body, Short.toUnsignedInt(body.getShort())));
      will = Optional.of(new Message(topic, payload, flags >> 3 & 3, (flags & 0x20) != 0));
    }
    return new Connect((flags & 0x02) != 0, expiry, will);
  }

  /** Property 0x11; without it 0. The others that our client sends are numbers, too. */
  private static long sessionExpiry(ByteBuffer properties) {
    long expiry = 0;
    while (properties.hasRemaining()) {
      int id = properties.get();
      switch (id) {
        case 0x11 -> expiry = Integer.toUnsignedLong(properties.getInt());
        case 0x27 -> properties.getInt(); // maximum packet size
        case 0x21, 0x22 -> properties.getShort(); // receive maximum, topic alias maximum
        case 0x17, 0x19 -> properties.get(); // problem and response information
        default -> throw new IllegalArgumentException("CONNECT: property " + id);
      }
    }
    return expiry;
  }

  /** Reads the body of a SUBSCRIBE with one filter (MQTT 5, 3.8), behind its packet id. */
  static Subscribe subscribe(ByteBuffer body) {
    slice(body, length(body));
    String filter = text(body);
    Subscribe subscribe = new Subscribe(filter, body.get() & 3);
    if (body.hasRemaining()) {
      throw new IllegalArgumentException("SUBSCRIBE: several filters");
    }
    return subscribe;
  }

  /** Reads the rest of a PUBLISH (MQTT 5, 3.3), behind topic and packet id. */
  static Publish publish(int flags, String topic, ByteBuffer body) {
    slice(body, length(body));
    return new Publish(new Message(topic, bytes(body), flags >> 1 & 3, (flags & 1) != 0));
  }

  /** A UTF-8 string with its length. */
  static String text(ByteBuffer in) {
    return new String(bytes(slice(in, Short.toUnsignedInt(in.getShort()))), StandardCharsets.UTF_8);
  }

  /** A variable byte integer. */
  static int length(ByteBuffer in) {
    int length = 0;
    for (int shift = 0; shift <= 21; shift += 7) {
      int next = in.get();
      length |= (next & 0x7f) << shift;
      if (next >= 0) {
        return length;
      }
    }
    throw new IllegalArgumentException("length: more than four bytes");
  }

  private static ByteBuffer slice(ByteBuffer in, int length) {
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    return bytes;
  }
}
