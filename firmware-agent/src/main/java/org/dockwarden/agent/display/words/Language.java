package org.dockwarden.agent.display.words;

import java.util.Optional;

/** A language of the display. */
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

  public static Optional<Language> of(String tag) {
    for (Language language : values()) {
      if (language.tag.equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
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
