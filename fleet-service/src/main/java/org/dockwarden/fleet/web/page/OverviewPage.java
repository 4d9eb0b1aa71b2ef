package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.util.Comparator;
import java.util.List;
import org.dockwarden.fleet.query.FleetSummary;
import org.dockwarden.fleet.query.SiteSummary;
import org.dockwarden.fleet.web.desk.AlertDesk.AlertLine;
import org.dockwarden.fleet.web.desk.AlertDesk.Severity;
import org.dockwarden.fleet.web.html.Node;

/** At a glance: what is wrong now, where, since when, what to do; how many there are of what. */
final class OverviewPage {
  private static final int MAX_ALERTS = 12;
  private static final int MAX_SITES = 12;

  private final Source source;

  OverviewPage(Source source) {
    this.source = source;
  }

  Screen show(Voice voice) {
    FleetSummary fleet = source.fleet().fleet();
    List<AlertLine> alerts = source.alerts().open();
    return Screen.of(
        "overview",
        voice.say("nav.overview"),
        Screen.live("headline", headline(voice, fleet, alerts)),
        Screen.live("degraded", degraded(voice, fleet)),
        Screen.live("counts", counts(voice, fleet)),
        el("h2", voice.text("overview.wrong")),
        Screen.live("wrong", wrong(voice, alerts)),
        el("h2", voice.text("nav.sites")),
        Screen.live("sites", sites(voice, source.fleet().sites())));
  }

  private static Node headline(Voice voice, FleetSummary fleet, List<AlertLine> alerts) {
    long critical = alerts.stream().filter(it -> it.severity() == Severity.CRITICAL).count();
    long fresh = alerts.stream().filter(it -> it.acknowledged().isEmpty()).count();
    boolean isNew = fleet.docksOnline() + fleet.docksOffline() == 0;
    String look = critical > 0 ? "critical" : alerts.isEmpty() ? "good" : "warning";
    String text =
        isNew
            ? voice.say("overview.no-docks")
            : critical > 0
                ? voice.count("overview.critical", critical)
                : alerts.isEmpty()
                    ? voice.say("overview.well")
                    : voice.count("overview.warnings", alerts.size());
    String then =
        isNew
            ? voice.say("overview.no-docks.do")
            : alerts.isEmpty()
                ? voice.say(
                    "overview.well.then", "docks", voice.figures().number(fleet.docksOnline()))
                : voice.count("overview.fresh", fresh);
    String symbol = critical > 0 ? "critical" : alerts.isEmpty() ? "ready" : "warning";
    return el(
        "div",
        at("class", "headline"),
        at("data-look", isNew ? "info" : look),
        Pieces.symbol(isNew ? "info" : symbol),
        el("div", el("h1", t(text)), el("p", t(then))));
  }

  private static Node degraded(Voice voice, FleetSummary fleet) {
    return when(
        !fleet.degraded().isEmpty(),
        el(
            "div",
            at("class", "notice"),
            at("data-look", "warning"),
            el("p", el("strong", voice.text("overview.degraded"))),
            el(
                "ul",
                at("lang", "en"),
                all(fleet.degraded().stream().map(it -> el("li", t(it))).toList()))));
  }

  private static Node counts(Voice voice, FleetSummary fleet) {
    return el(
        "ul",
        at("class", "counts"),
        count(voice, "online", fleet.docksOnline(), "/sites", "good"),
        count(
            voice,
            "offline",
            fleet.docksOffline(),
            "/docks?offline=1",
            fleet.docksOffline() > 0 ? "critical" : "good"),
        count(voice, "in-docks", fleet.camerasDocked(), "/cameras", "plain"),
        count(voice, "known", fleet.camerasKnown(), "/cameras", "plain"),
        count(
            voice,
            "missing",
            fleet.camerasMissing(),
            "/cameras?days=7&order=last-docked",
            fleet.camerasMissing() > 0 ? "warning" : "good"),
        count(
            voice,
            "late",
            fleet.lateFootage(),
            "/late",
            fleet.lateFootage() > 0 ? "warning" : "good"),
        backlog(voice, fleet));
  }

  private static Node count(Voice voice, String what, long number, String address, String look) {
    return el(
        "li",
        at("data-look", look),
        el(
            "a",
            at("href", address),
            el("span", at("class", "number"), t(voice.figures().number(number))),
            el("span", voice.text("count." + what))));
  }

  private static Node backlog(Voice voice, FleetSummary fleet) {
    return el(
        "li",
        at("data-look", "plain"),
        el(
            "a",
            at("href", "/late"),
            el("span", at("class", "number"), t(voice.figures().bytes(fleet.backlog().bytes()))),
            el(
                "span",
                t(voice.count("count.backlog", fleet.backlog().files())),
                fleet
                    .backlog()
                    .oldest()
                    .map(it -> all(t(", " + voice.say("count.oldest") + " "), voice.since(it)))
                    .orElse(Node.nothing()))));
  }

  private static Node wrong(Voice voice, List<AlertLine> alerts) {
    if (alerts.isEmpty()) {
      return Pieces.empty(
          "ready", voice.say("overview.nothing"), voice.say("overview.nothing.then"));
    }
    List<AlertLine> shown = alerts.subList(0, Math.min(MAX_ALERTS, alerts.size()));
    return all(
        AlertRows.table(voice, voice.say("overview.wrong"), shown),
        when(
            alerts.size() > shown.size(),
            el("p", Pieces.link("/alerts", voice.count("overview.all-alerts", alerts.size())))));
  }

  private static Node sites(Voice voice, List<SiteSummary> sites) {
    List<SiteSummary> troubled =
        sites.stream()
            .filter(it -> it.docksInTrouble() + it.docksOffline() > 0)
            .sorted(
                Comparator.comparingInt(SiteSummary::docksOffline)
                    .thenComparingInt(SiteSummary::docksInTrouble)
                    .reversed())
            .toList();
    if (sites.isEmpty()) {
      return Pieces.empty("sites", voice.say("sites.none"), voice.say("overview.no-docks.do"));
    }
    return all(
        el(
            "p",
            t(voice.count("sites.well", sites.size() - troubled.size()) + " "),
            Pieces.link("/sites", voice.say("sites.all"))),
        SitesPage.cards(voice, troubled.subList(0, Math.min(MAX_SITES, troubled.size()))));
  }
}
