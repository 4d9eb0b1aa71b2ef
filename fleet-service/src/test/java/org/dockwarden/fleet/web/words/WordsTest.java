package org.dockwarden.fleet.web.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both languages say the same, all of it. */
final class WordsTest {
  private static final Pattern FORM = Pattern.compile("\\.(zero|one|two|few|many|other)$");
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  /** What the plural rules of a language can ask for. */
  private static final Map<Language, Set<String>> FORMS =
      Map.of(
          Language.EN, Set.of("one", "other"),
          Language.CY, Set.of("zero", "one", "two", "few", "many", "other"));

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertEquals(stems(Language.EN), stems(Language.CY));
  }

  @ParameterizedTest
  @EnumSource
  void everyPluralHasItsGeneralFormAndNoFormThatIsNeverAskedFor(Language language) {
    Set<String> keys = Words.in(language).keys();
    for (String key : keys) {
      var form = FORM.matcher(key);
      if (form.find()) {
        assertTrue(FORMS.getOrDefault(language, Set.of()).contains(form.group(1)), key);
        assertTrue(keys.contains(form.replaceFirst(".other")), key);
      }
    }
  }

  @Test
  void sameKeysHaveTheSamePlaceholders() {
    for (Language language : Language.values()) {
      for (String key : Words.in(language).keys()) {
        assertEquals(
            placesOf(Language.EN, FORM.matcher(key).replaceFirst("")),
            places(Words.in(language).say(key)),
            language + " " + key);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noWordsAreEmptyOrUntidy(Language language) {
    for (String key : Words.in(language).keys()) {
      String text = Words.in(language).say(key);
      assertFalse(text.isBlank(), key);
      assertEquals(text.strip(), text, key);
      assertFalse(text.contains("  ") || text.contains("'") || text.contains("TODO"), key);
    }
  }

  @Test
  void welshIsNotEnglish() {
    for (String key : Words.in(Language.EN).keys()) {
      String english = Words.in(Language.EN).say(key);
      boolean isSentence = PLACE.matcher(english).replaceAll("").strip().contains(" ");
      if (isSentence && Words.in(Language.CY).keys().contains(key)) {
        assertNotEquals(english, Words.in(Language.CY).say(key), key);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonOfABayHasItsWordsAndWhatToDo(Language language) {
    Set<String> keys = Words.in(language).keys();
    for (String key : keys) {
      if (key.matches("reason\\.[a-z-]+")) {
        assertTrue(keys.contains(key + ".do"), key);
      }
    }
    assertTrue(keys.contains("reason.no-current"));
  }

  private static Set<String> stems(Language language) {
    return Words.in(language).keys().stream()
        .map(key -> FORM.matcher(key).replaceFirst(".*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> placesOf(Language language, String stem) {
    Words words = Words.in(language);
    String key = words.keys().contains(stem) ? stem : stem + ".other";
    return places(words.say(key));
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(it -> it.group()).collect(Collectors.toSet());
  }
}
