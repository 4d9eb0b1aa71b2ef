package org.dockwarden.agent.display;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.agent.display.words.Words;

/** The page's texts outside the bays, by the name of their place. */
final class BoardTexts {
  private static final List<String> FIXED =
      List.of(
          "page.keys",
          "page.still",
          "page.bays",
          "page.bay",
          "page.close",
          "page.notices",
          "page.away",
          "page.language",
          "team.open",
          "team.title");

  private BoardTexts() {}

  static Map<String, String> of(BoardView view) {
    Words words = Words.in(view.language());
    Map<String, String> texts = new LinkedHashMap<>();
    FIXED.forEach(key -> texts.put(key, words.say(key)));
    texts.put("page.title", words.say("page.title", "dock", view.dock()));
    texts.put("language", view.language().other().ownName());
    texts.put("headline", view.headline());
    texts.put("next", view.next());
    texts.put("clock", view.clock());
    return texts;
  }

  /** What the page must be able to say when nothing tells it anything any more: in both. */
  static Map<String, String> lost() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      Words words = Words.in(language);
      texts.put("lost.title." + language.tag(), words.say("lost.title"));
      texts.put("lost.text." + language.tag(), words.say("lost.text"));
    }
    return texts;
  }
}
