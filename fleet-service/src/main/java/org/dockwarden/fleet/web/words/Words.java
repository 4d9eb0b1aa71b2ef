package org.dockwarden.fleet.web.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The words of one language. A key that is missing is a defect, and throws. */
public final class Words {
  private static final String FOLDER = "/org/dockwarden/fleet/web/words-";
  private static final Map<Language, Words> ALL = readAll();

  private final Language language;
  private final Properties words;

  private Words(Language language, Properties words) {
    this.language = language;
    this.words = words;
  }

  /** The words of this language. */
  public static Words in(Language language) {
    Words words = ALL.get(language);
    if (words == null) {
      throw new IllegalArgumentException(language.tag());
    }
    return words;
  }

  private static Map<Language, Words> readAll() {
    Map<Language, Words> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      all.put(language, new Words(language, read(language)));
    }
    return all;
  }

  private static Properties read(Language language) {
    String name = FOLDER + language.tag() + ".properties";
    try (InputStream in = Words.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not in the jar");
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        Properties words = new Properties();
        words.load(reader);
        return words;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  public Language language() {
    return language;
  }

  Set<String> keys() {
    return words.stringPropertyNames();
  }

  /** The words of a key; {@code fillings} are name, value, name, value … of its placeholders. */
  public String say(String key, Object... fillings) {
    String text = words.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException(language.tag() + ": no words for " + key);
    }
    return fill(text, fillings);
  }

  /** The words of a key in the form that a number asks for, which is also filled in. */
  public String count(String key, long count, Object... fillings) {
    String form = key + "." + language.plural(count);
    String text = words.getProperty(form);
    String found = text == null ? say(key + ".other") : text;
    return fill(fill(found, "count", count), fillings);
  }

  /** The words of a key, or of another one where it has none: codes of newer docks stay codes. */
  public String sayOr(String key, String other) {
    String text = words.getProperty(key);
    return text == null ? other : text;
  }

  private static String fill(String text, Object... fillings) {
    String filled = text;
    for (int index = 0; index < fillings.length; index += 2) {
      filled = filled.replace("{" + fillings[index] + "}", String.valueOf(fillings[index + 1]));
    }
    return filled;
  }
}
