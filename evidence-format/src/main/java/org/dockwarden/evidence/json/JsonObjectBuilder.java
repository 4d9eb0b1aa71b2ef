package org.dockwarden.evidence.json;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts an object together; the order of the calls does not matter. */
public final class JsonObjectBuilder {
  private final SortedMap<String, JsonValue> members = new TreeMap<>();

  public JsonObjectBuilder put(String name, JsonValue value) {
    if (members.put(name, value) != null) {
      throw new IllegalArgumentException(name + ": put twice");
    }
    return this;
  }

  public JsonObjectBuilder put(String name, String text) {
    return put(name, new JsonValue.TextValue(text));
  }

  public JsonObjectBuilder put(String name, long value) {
    return put(name, new JsonValue.IntegerValue(value));
  }

  public JsonObjectBuilder put(String name, boolean value) {
    return put(name, new JsonValue.BooleanValue(value));
  }

  /** Written as N-6 says. */
  public JsonObjectBuilder put(String name, Instant instant) {
    return put(name, InstantText.of(instant));
  }

  public JsonObjectBuilder put(String name, JsonObjectBuilder object) {
    return put(name, object.build());
  }

  public JsonObjectBuilder putTexts(String name, Collection<String> texts) {
    return putArray(name, texts.stream().<JsonValue>map(JsonValue.TextValue::new).toList());
  }

  public JsonObjectBuilder putArray(String name, List<JsonValue> elements) {
    return put(name, new JsonValue.ArrayValue(elements));
  }

  public JsonValue.ObjectValue build() {
    return new JsonValue.ObjectValue(members);
  }

  /** The object as a value of any kind, for arrays. */
  public JsonValue asValue() {
    return build();
  }

  /** The canonical bytes of the object. */
  public byte[] toBytes() {
    return CanonicalJson.write(build());
  }

  /** The canonical bytes; throws when they are more than any reader takes. */
  public byte[] toBytes(int maxBytes) {
    byte[] bytes = toBytes();
    if (bytes.length > maxBytes) {
      throw new IllegalArgumentException(
          "document: " + bytes.length + " bytes (expected: <= " + maxBytes + ")");
    }
    return bytes;
  }
}
