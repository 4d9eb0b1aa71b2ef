package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.web.desk.AlertDesk.AlertLine;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** Alerts that are open and that ended; one of them, to be answered. */
final class AlertsPage {
  private static final int CLOSED = 50;
  private static final int NOTE = 200;
  private static final int OPEN = 200;

  private final Source source;

  AlertsPage(Source source) {
    this.source = source;
  }

  Screen list(Voice voice) throws IOException {
    List<AlertLine> open = source.alerts().open();
    List<AlertLine> closed = source.alerts().closed(CLOSED);
    return Screen.of(
        "alerts",
        voice.say("nav.alerts"),
        Pieces.heading(voice.say("nav.alerts")),
        Screen.live(
            "open",
            open.isEmpty()
                ? Pieces.empty(
                    "ready", voice.say("overview.nothing"), voice.say("overview.nothing.then"))
                : all(
                    el("p", at("class", "soft"), t(voice.count("alerts.open", open.size()))),
                    AlertRows.table(
                        voice,
                        voice.say("nav.alerts"),
                        open.subList(0, Math.min(OPEN, open.size()))))),
        el("h2", voice.text("alerts.closed")),
        closed.isEmpty()
            ? el("p", at("class", "soft"), voice.text("alerts.closed.none"))
            : Pieces.table(
                voice.say("alerts.closed"),
                List.of(
                    voice.say("alert.what"),
                    voice.say("alert.where"),
                    voice.say("alert.began"),
                    voice.say("alert.ended")),
                closed.stream().map(it -> closed(voice, it)).toList()));
  }

  private static Node closed(Voice voice, AlertLine alert) {
    return Pieces.row(
        Pieces.first(t(AlertRows.what(voice, alert))),
        Pieces.cell(AlertRows.where(voice, alert)),
        Pieces.cell(t(voice.figures().minute(alert.since()))),
        Pieces.cell(alert.closedAt().map(it -> t(voice.figures().minute(it))).orElse(t("–"))));
  }

  Screen one(Voice voice, Session session, String id, Request request) {
    Optional<AlertLine> found =
        source.alerts().open().stream().filter(it -> it.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Shown.nothing(voice, voice.say("alert.over"));
    }
    AlertLine alert = found.get();
    String title = AlertRows.what(voice, alert);
    return Screen.of(
        "alerts",
        title,
        el(
            "nav",
            at("class", "crumbs"),
            at("aria-label", voice.say("shell.crumbs")),
            el("ol", el("li", Pieces.link("/alerts", voice.say("nav.alerts"))))),
        Pieces.heading(title, Pieces.severity(voice, alert.severity())),
        when(request.asked("done").isPresent(), Pieces.notice("good", voice.say("alert.done"))),
        el(
            "dl",
            at("class", "facts"),
            DockPage.fact(voice, "alert.where", AlertRows.where(voice, alert)),
            DockPage.fact(voice, "alert.since", voice.since(alert.since())),
            DockPage.fact(voice, "alert.do", t(AlertRows.toDo(voice, alert))),
            alert
                .acknowledged()
                .map(
                    it ->
                        DockPage.fact(
                            voice,
                            "alert.seen",
                            t(
                                it.who()
                                    + ", "
                                    + voice.figures().minute(it.at())
                                    + (it.note().isEmpty() ? "" : ": " + it.note()))))
                .orElse(Node.nothing())),
        when(session.may(Role.OPERATOR), answers(voice, session, alert)));
  }

  private static Node answers(Voice voice, Session session, AlertLine alert) {
    String address = "/alerts/" + Links.segment(alert.id());
    return el(
        "div",
        at("class", "columns"),
        el(
            "form",
            at("method", "post"),
            at("class", "stacked card"),
            at("action", address + "/acknowledge"),
            el("h2", voice.text("alert.acknowledge")),
            el("p", at("class", "soft"), voice.text("alert.acknowledge.means")),
            Pieces.csrf(session),
            Pieces.field("note", voice.say("alert.note"), text("note", false)),
            el("button", at("class", "button primary"), voice.text("alert.acknowledge"))),
        el(
            "form",
            at("method", "post"),
            at("class", "stacked card"),
            at("action", address + "/silence"),
            el("h2", voice.text("alert.silence")),
            el("p", at("class", "soft"), voice.text("alert.silence.means")),
            Pieces.csrf(session),
            Pieces.field(
                "hours",
                voice.say("alert.silence.time"),
                Pieces.select(
                    "hours",
                    "8",
                    List.of("1", "8", "24", "72", "168"),
                    List.of(
                        voice.count("time.hours", 1),
                        voice.count("time.hours", 8),
                        voice.count("time.days", 1),
                        voice.count("time.days", 3),
                        voice.count("time.days", 7)))),
            Pieces.field("reason", voice.say("camera.stock.reason"), text("reason", true)),
            el("button", at("class", "button"), voice.text("alert.silence"))));
  }

  private static Node text(String id, boolean isRequired) {
    String most = String.valueOf(NOTE);
    return isRequired
        ? el("input", at("id", id), at("name", id), at("maxlength", most), at("required"))
        : el("input", at("id", id), at("name", id), at("maxlength", most));
  }
}
