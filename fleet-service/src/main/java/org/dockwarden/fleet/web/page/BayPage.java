package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.query.BayDetail;
import org.dockwarden.fleet.web.desk.CommandDesk;
import org.dockwarden.fleet.web.html.Chart;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** One bay: what is in it, its charge over time, what it said, what it can be told. */
final class BayPage {
  private static final int POINTS = 120;
  private static final double WHOLE = 100;
  private static final Duration TIME = Duration.ofDays(2);

  private final Source source;
  private final DockPage docks;

  BayPage(Source source, DockPage docks) {
    this.source = source;
    this.docks = docks;
  }

  Screen show(Voice voice, Session session, DockKey key, String name, Request request)
      throws IOException {
    Optional<BayDetail> bay =
        source.fleet().dock(key).stream()
            .flatMap(it -> it.bays().stream())
            .filter(it -> it.bay().equals(name))
            .findFirst();
    if (bay.isEmpty()) {
      return Shown.nothing(voice, voice.say("dock.unknown", "dock", key.dock() + " " + name));
    }
    String title = voice.say("bay.name", "number", Pieces.number(name));
    return Screen.of(
        "sites",
        key.dock() + ", " + title,
        el(
            "nav",
            at("class", "crumbs"),
            at("aria-label", voice.say("shell.crumbs")),
            el(
                "ol",
                el("li", Pieces.link("/sites", voice.say("nav.sites"))),
                el("li", Pieces.link(Links.dock(key), key.dock())))),
        Screen.live("bay-head", head(voice, title, bay.get())),
        when(session.may(Role.OPERATOR), commands(voice, key, name)),
        el("h2", voice.text("chart.charge")),
        charge(voice, key, name),
        el("h2", voice.text("dock.history")),
        docks.history(voice, key, Optional.of(name), request),
        DockPage.metrics(voice, bay.get().metrics()));
  }

  private static Node head(Voice voice, String title, BayDetail bay) {
    String look = Pieces.look(bay);
    return all(
        Pieces.heading(
            title,
            Pieces.badge(look, look, voice.code("state", look)),
            el(
                "span",
                at("class", "soft"),
                voice.text("dock.for"),
                t(" "),
                voice.since(bay.since()))),
        when(
            !bay.reason().isEmpty(),
            el(
                "div",
                at("class", "notice"),
                at("data-look", "critical"),
                el("p", el("strong", t(voice.code("reason", bay.reason())))),
                el("p", t(voice.words().sayOr("reason." + bay.reason() + ".do", ""))))),
        bay.camera().map(it -> camera(voice, it)).orElse(Node.nothing()));
  }

  private static Node camera(Voice voice, BayDetail.DockedCamera camera) {
    List<Node> facts = new ArrayList<>();
    facts.add(
        DockPage.fact(
            voice, "camera.serial", Pieces.link(Links.camera(camera.camera()), camera.serial())));
    facts.add(DockPage.fact(voice, "camera.model", t(orDash(camera.model()))));
    facts.add(DockPage.fact(voice, "camera.firmware", t(orDash(camera.firmware()))));
    camera
        .chargePercent()
        .ifPresent(it -> facts.add(DockPage.fact(voice, "camera.charge", t(it + " %"))));
    camera
        .currentMilliamps()
        .ifPresent(it -> facts.add(DockPage.fact(voice, "camera.current", t(it + " mA"))));
    camera
        .filesTotal()
        .ifPresent(
            it ->
                facts.add(
                    DockPage.fact(
                        voice,
                        "camera.files",
                        t(
                            voice.say(
                                "camera.files.of",
                                "total",
                                it,
                                "waiting",
                                camera.filesWaiting().orElse(0),
                                "released",
                                camera.filesReleased().orElse(0))))));
    return el("dl", at("class", "facts"), all(facts));
  }

  static String orDash(String text) {
    return text.isEmpty() ? "–" : text;
  }

  private static Node commands(Voice voice, DockKey key, String bay) {
    List<Node> links = new ArrayList<>();
    for (CommandDesk.Name name : CommandDesk.Name.values()) {
      if (name.isForBay()) {
        links.add(
            el(
                "li",
                el(
                    "a",
                    at("class", "button"),
                    at("href", Links.bay(key, bay) + "/commands/" + name.code()),
                    t(voice.of("command", name)))));
      }
    }
    return el("ul", at("class", "buttons"), all(links));
  }

  private Node charge(Voice voice, DockKey key, String bay) throws IOException {
    Instant from = voice.now().minus(TIME);
    List<Chart.Point> points =
        source.fleet().charge(key, bay, from, voice.now(), POINTS).points().stream()
            .map(it -> new Chart.Point(it.at(), it.percent()))
            .toList();
    return DockPage.chart(voice, "charge", from, points, WHOLE, value -> Math.round(value) + " %");
  }
}
