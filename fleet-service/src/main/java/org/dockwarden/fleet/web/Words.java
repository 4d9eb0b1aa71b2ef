package org.dockwarden.fleet.web;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** What the page says of its own, in one language; the words of docks are codes and stay. */
enum Words {
  ENGLISH(
      "en",
      "English",
      "Dockwarden fleet",
      "No dock has said anything yet.",
      "online",
      "offline",
      "Last heard",
      "Bay",
      "State",
      "What it says",
      "Refresh every 5 seconds",
      "Stop refreshing"),
  WELSH(
      "cy",
      "Cymraeg",
      "Fflyd Dockwarden",
      "Nid oes yr un doc wedi dweud dim eto.",
      "ar-lein",
      "all-lein",
      "Clywyd ddiwethaf",
      "Bae",
      "Cyflwr",
      "Beth mae’n ei ddweud",
      "Adnewyddu bob 5 eiliad",
      "Peidio ag adnewyddu");

  final String tag;
  final String ownName;
  final String title;
  final String nothingYet;
  final String online;
  final String offline;
  final String lastHeard;
  final String bay;
  final String state;
  final String says;
  final String refresh;
  final String rest;

  Words(
      String tag,
      String ownName,
      String title,
      String nothingYet,
      String online,
      String offline,
      String lastHeard,
      String bay,
      String state,
      String says,
      String refresh,
      String rest) {
    this.tag = tag;
    this.ownName = ownName;
    this.title = title;
    this.nothingYet = nothingYet;
    this.online = online;
    this.offline = offline;
    this.lastHeard = lastHeard;
    this.bay = bay;
    this.state = state;
    this.says = says;
    this.refresh = refresh;
    this.rest = rest;
  }

  /** The other language. */
  Words other() {
    return this == ENGLISH ? WELSH : ENGLISH;
  }

  /**
   * As the address asks ({@code lang=cy}), else the browser's first language (RFC 9110, 12.5.4).
   */
  static Words of(URI address, List<String> acceptLanguage) {
    for (Words words : values()) {
      if (asks(address, "lang=" + words.tag)) {
        return words;
      }
    }
    boolean isWelsh = !acceptLanguage.isEmpty() && acceptLanguage.getFirst().startsWith(WELSH.tag);
    return isWelsh ? WELSH : ENGLISH;
  }

  /** Whether the address asks for a page that loads itself again (WCAG 2.2, 2.2.2). */
  static boolean refreshes(URI address) {
    return asks(address, "refresh=5");
  }

  private static boolean asks(URI address, String what) {
    String query = address.getRawQuery();
    return query != null && Arrays.asList(query.split("&", -1)).contains(what);
  }
}
