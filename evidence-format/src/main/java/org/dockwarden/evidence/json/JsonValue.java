package org.dockwarden.evidence.json;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON value of the kinds that our documents have. There is no null and no fraction. */
public sealed interface JsonValue {
  /** Integers reach from {@code -MAX_INTEGER} to this: 2^53 - 1, exact in every JSON reader. */
  long MAX_INTEGER = (1L << 53) - 1;

  /** An object; members are sorted by UTF-16 code units as RFC 8785 3.2.3 wants. */
  record ObjectValue(SortedMap<String, JsonValue> members) implements JsonValue {
    public ObjectValue {
      if (!members.keySet().stream().allMatch(UnicodeText::isWellFormed)) {
        throw new IllegalArgumentException("member name: lone surrogate (expected: Unicode text)");
      }
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }
  }

  /** An array. */
  record ArrayValue(List<JsonValue> elements) implements JsonValue {
    public ArrayValue {
      elements = List.copyOf(elements);
    }
  }

  /** A string without lone surrogates. */
  record TextValue(String text) implements JsonValue {
    public TextValue {
      if (!UnicodeText.isWellFormed(text)) {
        throw new IllegalArgumentException("text: lone surrogate (expected: Unicode text)");
      }
    }
  }

  /** An integer that every JSON reader represents exactly. */
  record IntegerValue(long value) implements JsonValue {
    public IntegerValue {
      if (value > MAX_INTEGER || value < -MAX_INTEGER) {
        throw new IllegalArgumentException("integer: " + value + " (expected: below 2^53)");
      }
    }
  }

  /** True or false. */
  record BooleanValue(boolean value) implements JsonValue {}
}
