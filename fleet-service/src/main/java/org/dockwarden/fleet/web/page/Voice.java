package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.words.Figures;
import org.dockwarden.fleet.web.words.Language;
import org.dockwarden.fleet.web.words.Words;

/** How a page speaks: its language, its figures, and the time at which it is made. */
public record Voice(Language language, Words words, Figures figures, Instant now) {
  static Voice of(Language language, ZoneId zone, Instant now) {
    Words words = Words.in(language);
    return new Voice(language, words, new Figures(words, zone), now);
  }

  String say(String key, Object... fillings) {
    return words.say(key, fillings);
  }

  String count(String key, long count) {
    return words.count(key, count);
  }

  /** Text of a key. */
  Node text(String key, Object... fillings) {
    return t(words.say(key, fillings));
  }

  /** How long ago, with the exact time behind it. */
  Node since(Instant instant) {
    return el(
        "time",
        at("datetime", instant.toString()),
        at("title", figures.minute(instant)),
        t(figures.span(Duration.between(instant, now))));
  }

  /** The exact time, to the second. */
  Node moment(Instant instant) {
    return el("time", at("datetime", instant.toString()), t(figures.second(instant)));
  }

  /** The word of a constant: {@code prefix.in-repair}. */
  String of(String prefix, Enum<?> constant) {
    return words.say(prefix + "." + constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** The word of a foreign code, else the code. */
  String code(String prefix, String code) {
    return words.sayOr(prefix + "." + code, code);
  }
}
