package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.when;

import java.util.Optional;
import org.dockwarden.fleet.web.html.Node;

/** The pages before anybody is signed in. */
final class SignInPages {
  private SignInPages() {}

  /**
   * How one can sign in.
   *
   * @param provider what it is called, if there is one
   * @param passwords whether local accounts may sign in
   * @param setUp whether the first administrator is still to be made
   */
  record Ways(Optional<String> provider, boolean passwords, boolean setUp) {}

  /**
   * Sign-in.
   *
   * @param complaint why the last try did not succeed
   * @param next the page to go to afterwards
   */
  static Screen signIn(
      Voice voice, int status, Optional<String> complaint, String next, Ways ways) {
    return alone(
        voice,
        status,
        voice.say("sign-in.title"),
        complaint.map(SignInPages::complaint).orElse(Node.nothing()),
        when(ways.setUp(), firstTime(voice)),
        ways.provider().map(it -> byProvider(voice, next, it)).orElse(Node.nothing()),
        when(
            ways.provider().isPresent() && ways.passwords(),
            el("p", at("class", "or"), voice.text("sign-in.or"))),
        when(ways.passwords(), byPassword(voice, next)));
  }

  private static Node firstTime(Voice voice) {
    return el(
        "p",
        at("class", "notice"),
        at("data-look", "info"),
        voice.text("sign-in.set-up"),
        Node.t(" "),
        el("a", at("href", "/set-up"), voice.text("set-up.title")));
  }

  private static Node byProvider(Voice voice, String next, String provider) {
    return el(
        "form",
        at("method", "post"),
        at("action", "/sign-in/provider"),
        el("input", at("type", "hidden"), at("name", "next"), at("value", next)),
        el(
            "button",
            at("class", "button primary wide"),
            voice.text("sign-in.with", "provider", provider)));
  }

  private static Node byPassword(Voice voice, String next) {
    return el(
        "form",
        at("method", "post"),
        at("class", "stacked"),
        at("action", "/sign-in"),
        el("input", at("type", "hidden"), at("name", "next"), at("value", next)),
        Pieces.field("name", voice.say("accounts.name"), PeoplePages.name()),
        Pieces.field(
            "password",
            voice.say("accounts.password"),
            PeoplePages.password("password", "current-password")),
        el("button", at("class", "button primary wide"), voice.text("sign-in.go")));
  }

  /** The way to the provider, for a browser that does not go by itself. */
  static Screen away(Voice voice, String provider, String location) {
    return alone(
        voice,
        200,
        voice.say("sign-in.away", "provider", provider),
        el(
            "p",
            el(
                "a",
                at("class", "button primary wide"),
                at("href", location),
                voice.text("sign-in.away.go"))));
  }

  static Screen setUp(Voice voice, int status, Optional<String> complaint) {
    return alone(
        voice,
        status,
        voice.say("set-up.title"),
        el("p", voice.text("set-up.means")),
        complaint.map(SignInPages::complaint).orElse(Node.nothing()),
        el(
            "form",
            at("method", "post"),
            at("class", "stacked"),
            at("action", "/set-up"),
            Pieces.field(
                "code",
                voice.say("set-up.code"),
                el(
                    "input",
                    at("id", "code"),
                    at("name", "code"),
                    at("required"),
                    at("autocomplete", "one-time-code"),
                    at("spellcheck", "false"))),
            Pieces.field("name", voice.say("accounts.name"), PeoplePages.name()),
            Pieces.field(
                "password",
                voice.say("accounts.password"),
                PeoplePages.password("password", "new-password")),
            el("p", at("class", "soft"), PeoplePages.rule(voice)),
            el("button", at("class", "button primary wide"), voice.text("set-up.go"))));
  }

  private static Node complaint(String text) {
    return el(
        "p", at("class", "notice"), at("data-look", "critical"), at("role", "alert"), Node.t(text));
  }

  private static Screen alone(Voice voice, int status, String title, Node... content) {
    return new Screen(
        status,
        "",
        title,
        el(
            "div",
            at("class", "gate"),
            el("p", at("class", "brand"), Pieces.symbol("brand"), voice.text("shell.name")),
            el("h1", Node.t(title)),
            Node.all(content)));
  }
}
