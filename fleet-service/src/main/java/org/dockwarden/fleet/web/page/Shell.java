package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;
import org.dockwarden.fleet.web.words.Words;

/** What is around every page: head, navigation, search, language, looks, who is signed in. */
final class Shell {
  private record Entry(String section, String address, String symbol, Role role) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("overview", "/", "overview", Role.VIEWER),
          new Entry("sites", "/sites", "sites", Role.VIEWER),
          new Entry("cameras", "/cameras", "camera", Role.VIEWER),
          new Entry("alerts", "/alerts", "alert", Role.VIEWER),
          new Entry("late", "/late", "late", Role.VIEWER),
          new Entry("commands", "/commands", "command", Role.OPERATOR),
          new Entry("accounts", "/accounts", "people", Role.ADMINISTRATOR),
          new Entry("audit", "/audit", "list", Role.ADMINISTRATOR));

  private Shell() {}

  /** The whole document. */
  static String write(Screen screen, Voice voice, Request request, Optional<Session> session) {
    Node body =
        el(
            "body",
            at("data-live-lost", voice.say("live.lost")),
            at("data-live-on", voice.say("live.on")),
            Symbols.ALL,
            el("a", at("class", "skip"), at("href", "#main"), voice.text("shell.skip")),
            session.map(it -> side(screen, voice, it)).orElse(Node.nothing()),
            el(
                "div",
                at("class", "page"),
                top(voice, request, session),
                el("main", at("id", "main"), at("tabindex", "-1"), screen.main())),
            el("p", at("id", "news"), at("class", "unseen"), at("role", "status")));
    Node html =
        el(
            "html",
            at("lang", voice.language().tag()),
            at("data-theme", request.theme()),
            head(screen, voice),
            session.isPresent() ? body : withClass(body));
    return "<!DOCTYPE html>\n" + html.html() + "\n";
  }

  private static Node withClass(Node body) {
    return body instanceof Node.Element(var name, var attributes, var children)
        ? el(name, at("class", "alone"), all(children), attributes.getFirst(), attributes.getLast())
        : body;
  }

  private static Node head(Screen screen, Voice voice) {
    return el(
        "head",
        el("meta", at("charset", "utf-8")),
        el("title", t(screen.title() + " – " + voice.say("shell.name"))),
        el("meta", at("name", "viewport"), at("content", "width=device-width, initial-scale=1")),
        el("link", at("rel", "icon"), at("href", "/assets/icon.svg"), at("type", "image/svg+xml")),
        el("link", at("rel", "stylesheet"), at("href", "/assets/console.css")),
        el("script", at("src", "/assets/console.js"), at("defer")));
  }

  private static Node side(Screen screen, Voice voice, Session session) {
    List<Node> entries = new ArrayList<>();
    for (Entry entry : ENTRIES) {
      if (session.may(entry.role())) {
        entries.add(el("li", entry(entry, screen, voice)));
      }
    }
    return el(
        "nav",
        at("class", "side"),
        at("aria-label", voice.say("shell.navigation")),
        el("p", at("class", "brand"), Pieces.symbol("brand"), voice.text("shell.name")),
        el("ul", at("class", "entries"), all(entries)));
  }

  private static Node entry(Entry entry, Screen screen, Voice voice) {
    Node text = el("span", voice.text("nav." + entry.section()));
    return screen.section().equals(entry.section())
        ? el(
            "a",
            at("href", entry.address()),
            at("aria-current", "page"),
            Pieces.symbol(entry.symbol()),
            text)
        : el("a", at("href", entry.address()), Pieces.symbol(entry.symbol()), text);
  }

  private static Node top(Voice voice, Request request, Optional<Session> session) {
    return el(
        "header",
        at("class", "top"),
        session.isPresent() ? search(voice, request) : el("span", at("class", "gap")),
        when(
            session.isPresent(),
            el("p", at("id", "live"), at("class", "live"), at("data-live-state", "still"), t(" "))),
        language(voice, request),
        theme(voice, request),
        session.map(it -> account(voice, it)).orElse(Node.nothing()));
  }

  private static Node search(Voice voice, Request request) {
    return el(
        "form",
        at("role", "search"),
        at("class", "search"),
        at("action", "/search"),
        el("label", at("class", "unseen"), at("for", "q"), voice.text("search.label")),
        el(
            "input",
            at("type", "search"),
            at("id", "q"),
            at("name", "q"),
            at("minlength", "2"),
            at("maxlength", "64"),
            at("autocomplete", "off"),
            at("placeholder", voice.say("search.placeholder")),
            at("value", request.query().getOrDefault("q", ""))),
        el("button", at("class", "button"), Pieces.symbol("search"), voice.text("search.go")));
  }

  private static Node language(Voice voice, Request request) {
    var other = voice.language().other();
    return el(
        "a",
        at("class", "button"),
        at("href", preference(request, "lang", other.tag())),
        at("lang", other.tag()),
        at("hreflang", other.tag()),
        t(Words.in(other).say("shell.this-language")));
  }

  private static Node theme(Voice voice, Request request) {
    String next =
        switch (request.theme()) {
          case "auto" -> "dark";
          case "dark" -> "light";
          default -> "auto";
        };
    return el(
        "a",
        at("class", "button"),
        at("href", preference(request, "theme", next)),
        Pieces.symbol("theme-" + next),
        voice.text("theme." + next));
  }

  /** The same page, with another preference. */
  private static String preference(Request request, String name, String value) {
    StringBuilder address = new StringBuilder(request.rawPath()).append('?');
    request
        .query()
        .forEach(
            (key, text) -> {
              if (!key.equals("lang") && !key.equals("theme")) {
                address.append(Links.segment(key)).append('=').append(Links.segment(text));
                address.append('&');
              }
            });
    return address.append(name).append('=').append(value).toString();
  }

  private static Node account(Voice voice, Session session) {
    return el(
        "form",
        at("class", "account"),
        at("method", "post"),
        at("action", "/sign-out"),
        Pieces.csrf(session),
        el(
            "a",
            at("href", "/me"),
            el("span", at("class", "unseen"), voice.text("shell.signed-in")),
            t(" " + session.account().name())),
        el("button", at("class", "button"), voice.text("shell.sign-out")));
  }
}
