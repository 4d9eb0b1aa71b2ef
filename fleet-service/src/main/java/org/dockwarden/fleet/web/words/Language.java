package org.dockwarden.fleet.web.words;

import java.util.Optional;

/** A language of the console. */
public enum Language {
  EN("en", "English"),
  CY("cy", "Cymraeg");

  private final String tag;
  private final String ownName;

  Language(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
  }

  /** As HTML and BCP 47 name it. */
  public String tag() {
    return tag;
  }

  /** As its speakers call it. */
  public String ownName() {
    return ownName;
  }

  /** The other one. */
  public Language other() {
    return this == EN ? CY : EN;
  }

  /** The language of a tag. */
  public static Optional<Language> of(String tag) {
    for (Language language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /** The browser's first language (RFC 9110, 12.5.4). */
  public static Language preferred(String acceptLanguage) {
    return acceptLanguage.startsWith(CY.tag) ? CY : EN;
  }

  /** The form of a word that a number asks for (Unicode CLDR plural rules, integers). */
  String plural(long count) {
    return switch (this) {
      case EN -> count == 1 ? "one" : "other";
      case CY ->
          switch ((int) Math.min(count, Integer.MAX_VALUE)) {
            case 0 -> "zero";
            case 1 -> "one";
            case 2 -> "two";
            case 3 -> "few";
            case 6 -> "many";
            default -> "other";
          };
    };
  }
}
