package org.dockwarden.evidence.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of an object one by one; {@link #finish} refuses those that nobody took. Every
 * fault is {@code document-malformed} with the member's path.
 */
public final class JsonObjectReader {
  private final String path;
  private final SortedMap<String, JsonValue> members;
  private final Set<String> taken = new HashSet<>();

  private JsonObjectReader(String path, SortedMap<String, JsonValue> members) {
    this.path = path;
    this.members = members;
  }

  /** Reads the members of a whole document. */
  public static JsonObjectReader of(JsonValue document) throws EvidenceException {
    return of("", document);
  }

  private static JsonObjectReader of(String path, JsonValue value) throws EvidenceException {
    if (value instanceof JsonValue.ObjectValue object) {
      return new JsonObjectReader(path, object.members());
    }
    throw malformed(path.isEmpty() ? "document" : path, "an object");
  }

  /**
   * Throws {@code document-format-unknown} unless the member {@code format} is {@code expected}.
   */
  public void requireFormat(String expected) throws EvidenceException {
    if (!text("format").equals(expected)) {
      throw new EvidenceException(
          ErrorCode.DOCUMENT_FORMAT_UNKNOWN, "format: (expected: " + expected + ")");
    }
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public String text(String name) throws EvidenceException {
    if (take(name) instanceof JsonValue.TextValue text) {
      return text.text();
    }
    throw malformed(pathOf(name), "a string");
  }

  /** A text turned into a value by {@code reader}, which throws IllegalArgumentException. */
  public <T> T text(String name, Function<String, T> reader) throws EvidenceException {
    String text = text(name);
    return checked(pathOf(name), () -> reader.apply(text));
  }

  public <T> Optional<T> optionalText(String name, Function<String, T> reader)
      throws EvidenceException {
    return has(name) ? Optional.of(text(name, reader)) : Optional.empty();
  }

  public Optional<String> optionalText(String name) throws EvidenceException {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  public Instant instant(String name) throws EvidenceException {
    return text(name, InstantText::parse);
  }

  public Optional<Instant> optionalInstant(String name) throws EvidenceException {
    return has(name) ? Optional.of(instant(name)) : Optional.empty();
  }

  /** One of {@code values}, by the text that each has in documents. */
  public <E> E choice(String name, List<E> values, Function<E, String> textOf)
      throws EvidenceException {
    return choiceOf(pathOf(name), text(name), values, textOf);
  }

  public boolean bool(String name) throws EvidenceException {
    if (take(name) instanceof JsonValue.BooleanValue bool) {
      return bool.value();
    }
    throw malformed(pathOf(name), "true or false");
  }

  /** An integer from {@code min} to {@code max}. */
  public long integer(String name, long min, long max) throws EvidenceException {
    if (take(name) instanceof JsonValue.IntegerValue integer
        && integer.value() >= min
        && integer.value() <= max) {
      return integer.value();
    }
    throw malformed(pathOf(name), "an integer from " + min + " to " + max);
  }

  public JsonObjectReader object(String name) throws EvidenceException {
    @Nullable JsonValue value = take(name);
    if (value == null) {
      throw malformed(pathOf(name), "an object");
    }
    return of(pathOf(name), value);
  }

  public Optional<JsonObjectReader> optionalObject(String name) throws EvidenceException {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** An array of at most {@code maxCount} elements. */
  public List<JsonValue> array(String name, int maxCount) throws EvidenceException {
    if (take(name) instanceof JsonValue.ArrayValue array && array.elements().size() <= maxCount) {
      return array.elements();
    }
    throw malformed(pathOf(name), "an array of at most " + maxCount);
  }

  public List<JsonObjectReader> objects(String name, int maxCount) throws EvidenceException {
    List<JsonObjectReader> readers = new ArrayList<>();
    for (JsonValue element : array(name, maxCount)) {
      readers.add(of(pathOf(name) + "[" + readers.size() + "]", element));
    }
    return readers;
  }

  public <T> List<T> texts(String name, int maxCount, Function<String, T> reader)
      throws EvidenceException {
    List<T> texts = new ArrayList<>();
    for (JsonValue element : array(name, maxCount)) {
      if (!(element instanceof JsonValue.TextValue text)) {
        throw malformed(pathOf(name), "an array of strings");
      }
      texts.add(checked(pathOf(name), () -> reader.apply(text.text())));
    }
    return texts;
  }

  /** Takes every member that is left; all have to be text. */
  public SortedMap<String, String> remainingTexts() throws EvidenceException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : members.keySet()) {
      if (!taken.contains(name)) {
        texts.put(name, text(name));
      }
    }
    return texts;
  }

  /** Ends the reading: a member that nobody took is unknown. */
  public void finish() throws EvidenceException {
    for (String name : members.keySet()) {
      if (!taken.contains(name)) {
        throw malformed(pathOf(printable(name)), "no such member");
      }
    }
  }

  /** Makes a value; its constructor's complaint becomes {@code document-malformed}. */
  public <T> T make(Maker<T> maker) throws EvidenceException {
    return checked(path, maker);
  }

  /** A constructor call that may refuse. */
  @FunctionalInterface
  public interface Maker<T> {
    T make();
  }

  static <E> E choiceOf(String path, String text, List<E> values, Function<E, String> textOf)
      throws EvidenceException {
    for (E value : values) {
      if (textOf.apply(value).equals(text)) {
        return value;
      }
    }
    throw malformed(path, "one of " + values.stream().map(textOf).toList());
  }

  private static <T> T checked(String path, Maker<T> maker) throws EvidenceException {
    try {
      return maker.make();
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(ErrorCode.DOCUMENT_MALFORMED, path + ": " + e.getMessage(), e);
    }
  }

  private @Nullable JsonValue take(String name) {
    taken.add(name);
    return members.get(name);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String printable(String name) {
    return name.substring(0, Math.min(64, name.length())).replaceAll("[^ -~]", "?");
  }

  private static EvidenceException malformed(String path, String expected) {
    return new EvidenceException(
        ErrorCode.DOCUMENT_MALFORMED, path + ": (expected: " + expected + ")");
  }
}
