package org.dockwarden.evidence.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes values in the canonical form of RFC 8785: no white space, members sorted, the shortest
 * escapes, UTF-8. Equal values have equal bytes.
 */
public final class CanonicalJson {
  private static final char FIRST_UNESCAPED = 0x20;
  private static final String HEX = "0123456789abcdef";

  private CanonicalJson() {}

  /** The canonical bytes of {@code value}. */
  public static byte[] write(JsonValue value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, JsonValue value) {
    switch (value) {
      case JsonValue.ObjectValue object -> appendObject(out, object);
      case JsonValue.ArrayValue array -> appendArray(out, array);
      case JsonValue.TextValue text -> appendText(out, text.text());
      case JsonValue.IntegerValue integer -> out.append(integer.value());
      case JsonValue.BooleanValue bool -> out.append(bool.value());
    }
  }

  private static void appendObject(StringBuilder out, JsonValue.ObjectValue object) {
    char separator = '{';
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      appendText(out.append(separator), member.getKey());
      append(out.append(':'), member.getValue());
      separator = ',';
    }
    out.append(object.members().isEmpty() ? "{}" : "}");
  }

  private static void appendArray(StringBuilder out, JsonValue.ArrayValue array) {
    char separator = '[';
    for (JsonValue element : array.elements()) {
      append(out.append(separator), element);
      separator = ',';
    }
    out.append(array.elements().isEmpty() ? "[]" : "]");
  }

  /**
   * RFC 8785 3.2.2.2: the two-character escapes where JSON has one, {@code \}{@code u00xx} else.
   */
  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      switch (unit) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> appendUnit(out, unit);
      }
    }
    out.append('"');
  }

  private static void appendUnit(StringBuilder out, char unit) {
    if (unit < FIRST_UNESCAPED) {
      out.append("\\u00").append(HEX.charAt(unit >> 4)).append(HEX.charAt(unit & 0xf));
    } else {
      out.append(unit);
    }
  }
}
