package org.dockwarden.evidence.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: UTF-8 without a byte order mark, one value, no duplicate members, no null,
 * no fraction, integers below 2^53, no lone surrogates, bounded size and depth. Whatever the bytes,
 * the outcome is a value or an {@link EvidenceException}.
 */
public final class StrictJson {
  /** Our deepest document (a recording query's answer) has five levels. */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_NUMBER_LENGTH = 20;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          // Names come from strangers: keep no table of them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /** Reads a document that need not be canonical. */
  public static JsonValue read(byte[] utf8, int maxBytes) throws EvidenceException {
    if (utf8.length > maxBytes) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_TOO_LARGE, utf8.length + " bytes (expected: <= " + maxBytes + ")");
    }
    String text = decode(utf8);
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonValue value = value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw malformed("more after the end of the value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw malformed("not JSON" + place(e.getLocation()));
    } catch (EvidenceException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("a string has no I/O errors", e);
    }
  }

  /** Reads a document that has to be the canonical form of its content (M-1, R-1, C-1). */
  public static JsonValue readCanonical(byte[] utf8, int maxBytes) throws EvidenceException {
    JsonValue value = read(utf8, maxBytes);
    if (!Arrays.equals(CanonicalJson.write(value), utf8)) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_NOT_CANONICAL, "not the canonical form of its content (RFC 8785)");
    }
    return value;
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null ? "" : " at character " + location.getCharOffset();
  }

  private static String decode(byte[] utf8) throws EvidenceException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
        throw malformed("byte order mark");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8");
    }
  }

  private static JsonValue value(JsonParser parser, @Nullable JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonValue.TextValue(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_TRUE -> new JsonValue.BooleanValue(true);
      case VALUE_FALSE -> new JsonValue.BooleanValue(false);
      case VALUE_NULL -> throw malformed("null (expected: the member left out)");
      case VALUE_NUMBER_FLOAT -> throw malformed("fraction (expected: an integer below 2^53)");
      case null -> throw malformed("empty");
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw malformed("unexpected " + token);
    };
  }

  private static JsonValue object(JsonParser parser) throws IOException {
    SortedMap<String, JsonValue> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      if (members.put(name, value(parser, parser.nextToken())) != null) {
        throw malformed("duplicate member");
      }
    }
    return new JsonValue.ObjectValue(members);
  }

  private static JsonValue array(JsonParser parser) throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return new JsonValue.ArrayValue(elements);
  }

  private static JsonValue integer(JsonParser parser) throws IOException {
    long value = parser.getLongValue();
    if (Math.abs(value) > JsonValue.MAX_INTEGER || value == Long.MIN_VALUE) {
      throw malformed("integer too large (expected: below 2^53)");
    }
    return new JsonValue.IntegerValue(value);
  }

  private static String wellFormed(String text) throws EvidenceException {
    if (!UnicodeText.isWellFormed(text)) {
      throw malformed("lone surrogate");
    }
    return text;
  }

  private static EvidenceException malformed(String message) {
    return new EvidenceException(ErrorCode.DOCUMENT_MALFORMED, message);
  }
}
