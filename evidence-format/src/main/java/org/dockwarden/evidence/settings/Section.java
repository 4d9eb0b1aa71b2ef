package org.dockwarden.evidence.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of a settings file. Asking for a key makes it known; {@link #finish} on the root reports
 * every problem of every section, and every key that nobody asked for. Until then the answer to a
 * question with a problem is a placeholder. Not thread-safe.
 */
public final class Section {
  private final Problems problems;
  private final String path;
  private final ObjectNode table;
  private final Path folder;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, List<Section>> sections = new HashMap<>();

  Section(Problems problems, String path, ObjectNode table, Path folder) {
    this.problems = problems;
    this.path = path;
    this.table = table;
    this.folder = folder;
  }

  /** Whether the key is there. Asking does not make it known. */
  public boolean has(String key) {
    return table.has(key);
  }

  /** Whether nothing at all is there: the section is missing or has no keys. */
  public boolean isEmpty() {
    return table.isEmpty();
  }

  /** Every key that is there, in the file's order. Asking does not make them known. */
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    table.fieldNames().forEachRemaining(keys::add);
    return Collections.unmodifiableSet(keys);
  }

  /** Text that has to be there and not be empty. */
  public String text(String key) {
    return optionalText(key).orElseGet(() -> missing(key, "text", "missing"));
  }

  public String text(String key, String defaultText) {
    return optionalText(key).orElse(defaultText);
  }

  public Optional<String> optionalText(String key) {
    return value(key, "text that is not empty", Section::nonEmptyText);
  }

  /** A number that has to be there. */
  public int integer(String key, int min, int max) {
    return value(key, range(min, max), node -> integer(node, min, max))
        .orElseGet(() -> missing(key, range(min, max), min));
  }

  public int integer(String key, int defaultValue, int min, int max) {
    return value(key, range(min, max), node -> integer(node, min, max)).orElse(defaultValue);
  }

  public boolean bool(String key, boolean defaultValue) {
    return value(key, "true or false", node -> node.isBoolean() ? node.booleanValue() : null)
        .orElse(defaultValue);
  }

  /**
   * A duration such as {@code "250ms"}, {@code "30s"}, {@code "5m"}, {@code "12h"}, {@code "7d"}.
   */
  public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
    String expected = Quantities.format(min) + " to " + Quantities.format(max);
    return value(
            key,
            expected,
            node ->
                within(node.isTextual() ? Quantities.duration(node.textValue()) : null, min, max))
        .orElse(defaultValue);
  }

  /** A byte count such as {@code "8MiB"}, {@code "10GB"}, {@code "0"}, or a plain integer. */
  public long byteCount(String key, long defaultValue, long min, long max) {
    String expected = Quantities.formatBytes(min) + " to " + Quantities.formatBytes(max);
    return value(key, expected, node -> within(byteCount(node), min, max)).orElse(defaultValue);
  }

  /** A path that has to be there; a relative one is resolved against the file's folder. */
  public Path path(String key) {
    return optionalPath(key).orElseGet(() -> missing(key, "a path", folder));
  }

  public Path path(String key, String defaultPath) {
    return optionalPath(key).orElseGet(() -> folder.resolve(defaultPath));
  }

  public Optional<Path> optionalPath(String key) {
    return value(key, "a path", node -> resolve(nonEmptyText(node)));
  }

  /** One of the enum's constants, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, E defaultValue, Class<E> type) {
    return optionalChoice(key, type).orElse(defaultValue);
  }

  /** One that has to be there. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return optionalChoice(key, type)
        .orElseGet(() -> missing(key, choices(type), EnumSet.allOf(type).iterator().next()));
  }

  private <E extends Enum<E>> Optional<E> optionalChoice(String key, Class<E> type) {
    return value(
        key,
        choices(type),
        node -> {
          for (E constant : EnumSet.allOf(type)) {
            if (node.isTextual() && choiceText(constant).equals(node.textValue())) {
              return constant;
            }
          }
          return null;
        });
  }

  /** An array of text; empty where it is missing. */
  public List<String> texts(String key) {
    return list(key, "an array of text", Section::nonEmptyText);
  }

  /** An array of integers; empty where it is missing. */
  public List<Integer> integers(String key, int min, int max) {
    return list(key, "an array of integers, " + range(min, max), node -> integer(node, min, max));
  }

  /** A table of text members with free keys; empty where it is missing. */
  public SortedMap<String, String> textMap(String key) {
    Section section = section(key);
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : section.keys()) {
      section.optionalText(name).ifPresent(text -> texts.put(name, text));
    }
    return texts;
  }

  /** A table; an empty one where it is missing. */
  public Section section(String name) {
    return sections.computeIfAbsent(name, _ -> List.of(newSection(name))).getFirst();
  }

  private Section newSection(String name) {
    ObjectNode found =
        value(name, "a table", node -> node instanceof ObjectNode object ? object : null)
            .orElseGet(JsonNodeFactory.instance::objectNode);
    return new Section(problems, pathOf(name), found, folder);
  }

  /** An array of tables; empty where it is missing. */
  public List<Section> sections(String name) {
    return sections.computeIfAbsent(
        name,
        _ -> {
          List<ObjectNode> tables =
              list(
                  name,
                  "an array of tables",
                  node -> node instanceof ObjectNode object ? object : null);
          List<Section> found = new ArrayList<>();
          for (ObjectNode element : tables) {
            String elementPath = pathOf(name) + "[" + found.size() + "]";
            found.add(new Section(problems, elementPath, element, folder));
          }
          return found;
        });
  }

  /** Notes a problem that only the caller can see, for example between two keys. */
  public void problem(String key, String what, String expected) {
    problems.add(pathOf(key), what, expected);
  }

  /** Throws with every problem of the whole file; called on the root, after all was asked. */
  public void finish() throws SettingsException {
    noteUnknownKeys();
    problems.throwIfAny();
  }

  private void noteUnknownKeys() {
    for (String key : keys()) {
      if (!known.contains(key)) {
        problems.add(pathOf(key), "unknown key", EditDistance.hint(key, known));
      }
    }
    sections.values().forEach(group -> group.forEach(Section::noteUnknownKeys));
  }

  /** The reader answers null for a value that is not as expected. */
  private <T> Optional<T> value(
      String key, String expected, Function<JsonNode, @Nullable T> reader) {
    known.add(key);
    JsonNode node = table.get(key);
    if (node == null) {
      return Optional.empty();
    }
    T value = reader.apply(node);
    if (value == null) {
      problems.add(pathOf(key), shown(node), expected);
    }
    return Optional.ofNullable(value);
  }

  private <T> List<T> list(String key, String expected, Function<JsonNode, @Nullable T> reader) {
    List<T> list = new ArrayList<>();
    value(key, expected, node -> node.isArray() ? node : null)
        .ifPresent(
            array -> {
              for (JsonNode element : array) {
                T value = reader.apply(element);
                if (value == null) {
                  problems.add(pathOf(key), shown(element), expected);
                } else {
                  list.add(value);
                }
              }
            });
    return Collections.unmodifiableList(list);
  }

  private <T> T missing(String key, String expected, T placeholder) {
    if (!has(key)) { // Else the problem is noted already.
      problems.add(pathOf(key), "missing", expected);
    }
    return placeholder;
  }

  private @Nullable Path resolve(@Nullable String text) {
    try {
      return text == null ? null : folder.resolve(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static @Nullable String nonEmptyText(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
  }

  private static @Nullable Integer integer(JsonNode node, int min, int max) {
    return node.isIntegralNumber() && node.canConvertToInt()
        ? within(node.intValue(), min, max)
        : null;
  }

  private static @Nullable Long byteCount(JsonNode node) {
    if (node.isTextual()) {
      return Quantities.byteCount(node.textValue());
    }
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
  }

  private static <T extends Comparable<T>> @Nullable T within(@Nullable T value, T min, T max) {
    return value != null && value.compareTo(min) >= 0 && value.compareTo(max) <= 0 ? value : null;
  }

  private static String range(int min, int max) {
    return min + " to " + max;
  }

  private static <E extends Enum<E>> String choices(Class<E> type) {
    return String.join(" | ", EnumSet.allOf(type).stream().map(Section::choiceText).toList());
  }

  private static String choiceText(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
