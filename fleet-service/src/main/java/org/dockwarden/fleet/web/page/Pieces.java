package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.query.BayDetail;
import org.dockwarden.fleet.query.DockSummary.Trouble;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.web.desk.AlertDesk.Severity;
import org.dockwarden.fleet.web.html.Node;

/** Pieces that many pages have. */
final class Pieces {
  private Pieces() {}

  static Node symbol(String name) {
    return el(
        "svg",
        at("class", "symbol"),
        at("viewBox", "0 0 24 24"),
        at("aria-hidden", "true"),
        el("use", at("href", "#s-" + name)));
  }

  /** A word with a symbol; the colour only repeats what both say. */
  static Node badge(String look, String symbol, String text) {
    return el("span", at("class", "badge"), at("data-look", look), symbol(symbol), t(text));
  }

  static Node severity(Voice voice, Severity severity) {
    return badge(severity.code(), severity.code(), voice.of("severity", severity));
  }

  static Node online(Voice voice, boolean online) {
    return online
        ? badge("good", "online", voice.say("dock.online"))
        : badge("critical", "offline", voice.say("dock.offline"));
  }

  static Node heading(String title, Node... beside) {
    return el("div", at("class", "heading"), el("h1", t(title)), all(beside));
  }

  /** A table with a caption that only screen readers need. */
  static Node table(String caption, List<String> columns, List<Node> rows) {
    List<Node> heads = new ArrayList<>();
    columns.forEach(column -> heads.add(el("th", at("scope", "col"), t(column))));
    return el(
        "div",
        at("class", "scroll"),
        at("role", "region"),
        at("tabindex", "0"),
        at("aria-label", caption),
        el(
            "table",
            el("caption", at("class", "unseen"), t(caption)),
            el("thead", el("tr", all(heads))),
            el("tbody", all(rows))));
  }

  static Node row(Node... cells) {
    return el("tr", all(cells));
  }

  static Node cell(Node... content) {
    return el("td", all(content));
  }

  static Node first(Node... content) {
    return el("th", at("scope", "row"), all(content));
  }

  static Node link(String address, String text) {
    return el("a", at("href", address), t(text));
  }

  /** What is said where there is nothing to show. */
  static Node empty(String symbol, String title, String text) {
    return el(
        "div",
        at("class", "empty"),
        symbol(symbol),
        el("p", el("strong", t(title))),
        el("p", t(text)));
  }

  static Node csrf(Session session) {
    return el("input", at("type", "hidden"), at("name", "csrf"), at("value", session.csrf()));
  }

  static Node notice(String look, String text) {
    return el("p", at("class", "notice"), at("data-look", look), at("role", "status"), t(text));
  }

  /** A field with its label. */
  static Node field(String id, String label, Node input) {
    return el("div", at("class", "field"), el("label", at("for", id), t(label)), input);
  }

  static Node select(String id, String chosen, List<String> values, List<String> texts) {
    List<Node> options = new ArrayList<>();
    for (int index = 0; index < values.size(); index++) {
      String value = values.get(index);
      Node text = t(texts.get(index));
      options.add(
          value.equals(chosen)
              ? el("option", at("value", value), at("selected"), text)
              : el("option", at("value", value), text));
    }
    return el("select", at("id", id), at("name", id), all(options));
  }

  /** Links to the pages of a long list; {@code address} ends in a query without the offset. */
  static Node pager(Voice voice, Page<?> page, int limit, String address) {
    if (page.total() <= limit) {
      return Node.nothing();
    }
    String glue = address.contains("?") ? "&" : "?";
    int before = Math.max(0, page.offset() - limit);
    int after = page.offset() + limit;
    return el(
        "nav",
        at("class", "pager"),
        at("aria-label", voice.say("pager.name")),
        when(
            page.offset() > 0,
            link(address + glue + "offset=" + before, voice.say("pager.before"))),
        el(
            "span",
            t(
                voice.say(
                    "pager.shown",
                    "from",
                    voice.figures().number(page.offset() + 1L),
                    "to",
                    voice.figures().number(page.offset() + page.items().size()),
                    "total",
                    voice.figures().number(page.total())))),
        when(
            after < page.total(),
            link(address + glue + "offset=" + after, voice.say("pager.after"))));
  }

  /** How a bay looks: its state, or that nobody knows it now. */
  static String look(BayDetail bay) {
    if (bay.stale() || bay.state().isEmpty()) {
      return "unknown";
    }
    return bay.state();
  }

  static String number(String bay) {
    return bay.startsWith("bay-") ? bay.substring("bay-".length()) : bay;
  }

  /** What a trouble of a dock is, in one sentence. */
  static String trouble(Voice voice, Trouble trouble) {
    String what = voice.of("trouble", trouble.kind());
    Optional<String> where =
        trouble.bay().map(bay -> voice.say("bay.name", "number", number(bay)) + ": ");
    String detail =
        switch (trouble.kind()) {
          case BAY_FAULT, BAY_REFUSED -> voice.code("reason", trouble.detail());
          case SHARED_NAME,
              OFFLINE,
              QUARANTINE,
              DEGRADED,
              GATEWAY_UNREACHABLE,
              CLOCK_OFF,
              CERTIFICATE_ENDING,
              FLOODING,
              NOT_UNDERSTOOD,
              INCOMPLETE ->
              trouble.detail();
        };
    return where.orElse("") + what + (detail.isEmpty() ? "" : " – " + detail);
  }
}
