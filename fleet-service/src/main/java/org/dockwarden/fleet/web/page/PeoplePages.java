package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.Account;
import org.dockwarden.fleet.account.AuditEntry;
import org.dockwarden.fleet.account.Passwords;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** Accounts, the audit list, and one's own password. */
final class PeoplePages {
  private static final int ENTRIES = 100;

  private final Source source;

  PeoplePages(Source source) {
    this.source = source;
  }

  Screen accounts(Voice voice, Session session, Request request) throws IOException {
    return Screen.of(
        "accounts",
        voice.say("nav.accounts"),
        Pieces.heading(voice.say("nav.accounts")),
        outcome(voice, request),
        Pieces.table(
            voice.say("nav.accounts"),
            List.of(
                voice.say("accounts.name"),
                voice.say("accounts.kind"),
                voice.say("accounts.signed-in"),
                voice.say("accounts.role"),
                voice.say("accounts.password")),
            source.administration().accounts().stream()
                .map(it -> account(voice, session, it))
                .toList()),
        source.administration().hasLocalAccounts()
            ? addition(voice, session)
            : el("p", at("class", "soft"), voice.text("accounts.result.local-accounts-off")));
  }

  private static Node addition(Voice voice, Session session) {
    return all(
        el("h2", voice.text("accounts.add")),
        el(
            "form",
            at("method", "post"),
            at("class", "stacked card"),
            at("action", "/accounts"),
            Pieces.csrf(session),
            Pieces.field("name", voice.say("accounts.name"), name()),
            Pieces.field("role", voice.say("accounts.role"), role(voice, "role", Role.VIEWER)),
            Pieces.field(
                "password", voice.say("accounts.password"), password("password", "new-password")),
            el("p", at("class", "soft"), rule(voice)),
            el("button", at("class", "button primary"), voice.text("accounts.add"))));
  }

  static Node outcome(Voice voice, Request request) {
    return request
        .asked("result")
        .map(
            it ->
                Pieces.notice(
                    it.equals("done") ? "good" : "critical", voice.code("accounts.result", it)))
        .orElse(Node.nothing());
  }

  private Node account(Voice voice, Session session, Account account) {
    String address = "/accounts/" + Links.segment(account.name());
    String id = account.name().replaceAll("[^a-z0-9]", "-");
    return Pieces.row(
        Pieces.first(t(account.name())),
        Pieces.cell(voice.text(account.isLocal() ? "accounts.local" : "accounts.provider")),
        Pieces.cell(account.signedInAt().map(voice::since).orElse(t("–"))),
        Pieces.cell(
            el(
                "form",
                at("method", "post"),
                at("class", "inline"),
                at("action", address),
                Pieces.csrf(session),
                el(
                    "label",
                    at("class", "unseen"),
                    at("for", "role-" + id),
                    voice.text("accounts.role-of", "name", account.name())),
                choice(voice, id, account),
                el(
                    "button",
                    at("class", "button"),
                    voice.text("accounts.save"),
                    el("span", at("class", "unseen"), t(" " + account.name()))))),
        Pieces.cell(
            when(
                account.isLocal() && source.administration().hasLocalAccounts(),
                el(
                    "form",
                    at("method", "post"),
                    at("class", "inline"),
                    at("action", address + "/password"),
                    Pieces.csrf(session),
                    el(
                        "label",
                        at("class", "unseen"),
                        at("for", "password-" + id),
                        voice.text("accounts.password-of", "name", account.name())),
                    password("password-" + id, "new-password"),
                    el(
                        "button",
                        at("class", "button"),
                        voice.text("accounts.set"),
                        el("span", at("class", "unseen"), t(" " + account.name())))))));
  }

  private static Node choice(Voice voice, String id, Account account) {
    List<Node> options =
        Arrays.stream(Role.values())
            .filter(it -> account.isLocal() || it == account.role()) // else the provider says
            .map(
                it ->
                    option(
                        it.code(), voice.of("role", it), account.active() && it == account.role()))
            .toList();
    return el(
        "select",
        at("id", "role-" + id),
        at("name", "role"),
        all(options),
        option("none", voice.say("role.none"), !account.active()));
  }

  private static Node option(String value, String text, boolean isChosen) {
    return isChosen
        ? el("option", at("value", value), at("selected"), t(text))
        : el("option", at("value", value), t(text));
  }

  private static Node role(Voice voice, String id, Role chosen) {
    return Pieces.select(
        id,
        chosen.code(),
        Arrays.stream(Role.values()).map(Role::code).toList(),
        Arrays.stream(Role.values()).map(it -> voice.of("role", it)).toList());
  }

  static Node name() {
    return el(
        "input",
        at("id", "name"),
        at("name", "name"),
        at("required"),
        at("maxlength", "64"),
        at("autocapitalize", "none"),
        at("spellcheck", "false"),
        at("autocomplete", "username"));
  }

  static Node password(String id, String purpose) {
    return el(
        "input",
        at("type", "password"),
        at("id", id),
        at("name", "password"),
        at("required"),
        at("maxlength", String.valueOf(Passwords.MAX_CHARACTERS)),
        at("autocomplete", purpose));
  }

  static Node rule(Voice voice) {
    return voice.text("accounts.rule", "least", Passwords.MIN_CHARACTERS);
  }

  /** Who is signed in, and a form for another password. */
  Screen me(Voice voice, Session session, Request request) {
    Account account = session.account();
    return Screen.of(
        "",
        voice.say("me.title"),
        Pieces.heading(voice.say("me.title")),
        outcome(voice, request),
        el(
            "dl",
            at("class", "facts"),
            DockPage.fact(voice, "accounts.name", t(account.name())),
            DockPage.fact(voice, "accounts.role", t(voice.of("role", account.role())))),
        el("p", voice.text("role." + account.role().code() + ".means")),
        when(
            account.isLocal() && source.administration().hasLocalAccounts(),
            el(
                "form",
                at("method", "post"),
                at("class", "stacked card"),
                at("action", "/me/password"),
                el("h2", voice.text("me.password")),
                Pieces.csrf(session),
                Pieces.field(
                    "old",
                    voice.say("me.old"),
                    el(
                        "input",
                        at("type", "password"),
                        at("id", "old"),
                        at("name", "old"),
                        at("required"),
                        at("autocomplete", "current-password"))),
                Pieces.field("password", voice.say("me.new"), password("password", "new-password")),
                el("p", at("class", "soft"), rule(voice)),
                el("button", at("class", "button primary"), voice.text("me.password")))));
  }

  Screen audit(Voice voice, Request request) throws IOException {
    String text = request.asked("text").orElse("");
    long before =
        request
            .asked("before")
            .filter(it -> it.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElse(Long.MAX_VALUE);
    List<AuditEntry> entries = source.accounts().list(text, before, ENTRIES);
    Node table =
        entries.isEmpty()
            ? Pieces.empty("list", voice.say("audit.none"), voice.say("audit.none.then"))
            : Pieces.table(
                voice.say("nav.audit"),
                List.of(
                    voice.say("audit.number"),
                    voice.say("history.when"),
                    voice.say("audit.who"),
                    voice.say("audit.from"),
                    voice.say("audit.what"),
                    voice.say("audit.object"),
                    voice.say("audit.result")),
                entries.stream().map(it -> entry(voice, it)).toList());
    return Screen.of(
        "audit",
        voice.say("nav.audit"),
        Pieces.heading(voice.say("nav.audit")),
        el("p", at("class", "soft"), voice.text("audit.means")),
        el(
            "form",
            at("class", "filter"),
            at("action", "/audit"),
            Pieces.field(
                "text",
                voice.say("audit.text"),
                el(
                    "input",
                    at("type", "search"),
                    at("id", "text"),
                    at("name", "text"),
                    at("value", text))),
            el("button", at("class", "button"), voice.text("search.go"))),
        table,
        older(voice, entries, text));
  }

  private static Node older(Voice voice, List<AuditEntry> entries, String text) {
    if (entries.size() < ENTRIES) {
      return Node.nothing();
    }
    String address = "/audit?before=" + entries.getLast().number() + "&text=" + Links.segment(text);
    return el("p", Pieces.link(address, voice.say("audit.older")));
  }

  private static Node entry(Voice voice, AuditEntry entry) {
    boolean isDone = entry.result().equals(AuditEntry.DONE);
    return Pieces.row(
        Pieces.cell(t(String.valueOf(entry.number()))),
        Pieces.cell(voice.moment(entry.at())),
        Pieces.first(t(entry.who())),
        Pieces.cell(t(entry.from())),
        Pieces.cell(t(voice.code("what", entry.what()))),
        Pieces.cell(t(entry.object())),
        Pieces.cell(
            isDone
                ? Pieces.badge("good", "online", voice.say("audit.done"))
                : Pieces.badge("warning", "warning", entry.result())));
  }

  Optional<Account> account(String name) throws IOException {
    return source.accounts().account(name);
  }
}
