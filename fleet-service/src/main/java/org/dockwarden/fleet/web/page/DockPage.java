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
import java.util.function.DoubleFunction;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.query.BayDetail;
import org.dockwarden.fleet.query.DockDetail;
import org.dockwarden.fleet.query.DockSummary;
import org.dockwarden.fleet.query.HistoryEntry;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.web.desk.AlertDesk.AlertLine;
import org.dockwarden.fleet.web.desk.CommandDesk;
import org.dockwarden.fleet.web.html.Chart;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** One dock: how it is, its bays, its backlog over time, what it said, what it can be told. */
final class DockPage {
  private static final int POINTS = 120;
  private static final int HISTORY = 25;
  private static final Duration WHOLE = Duration.ofDays(7);

  private final Source source;

  DockPage(Source source) {
    this.source = source;
  }

  Screen show(Voice voice, Session session, DockKey key, Request request) throws IOException {
    Optional<DockDetail> found = source.fleet().dock(key);
    if (found.isEmpty()) {
      return Shown.nothing(voice, voice.say("dock.unknown", "dock", key.dock()));
    }
    DockDetail dock = found.get();
    DockSummary summary = dock.summary();
    List<Node> parts = new ArrayList<>();
    parts.add(crumbs(voice, summary));
    parts.add(Screen.live("dock-head", head(voice, summary)));
    parts.add(Screen.live("dock-alerts", alerts(voice, key)));
    parts.add(el("h2", voice.text("dock.bays")));
    parts.add(Screen.live("dock-bays", bays(voice, dock)));
    parts.add(Screen.live("dock-facts", facts(voice, summary)));
    parts.add(el("h2", voice.text("dock.backlog")));
    parts.add(backlog(voice, key));
    parts.add(when(session.may(Role.OPERATOR), commands(voice, key)));
    parts.add(el("h2", voice.text("dock.history")));
    parts.add(history(voice, key, Optional.empty(), request));
    parts.add(metrics(voice, dock.metrics()));
    return Screen.of("sites", key.dock(), all(parts));
  }

  private static Node crumbs(Voice voice, DockSummary dock) {
    return el(
        "nav",
        at("class", "crumbs"),
        at("aria-label", voice.say("shell.crumbs")),
        el(
            "ol",
            el("li", Pieces.link("/sites", voice.say("nav.sites"))),
            el("li", t(dock.force())),
            el("li", Pieces.link(Links.site(dock.force(), dock.site()), dock.site()))));
  }

  private static Node head(Voice voice, DockSummary dock) {
    return all(
        Pieces.heading(
            dock.key().dock(),
            Pieces.online(voice, dock.online()),
            el(
                "span",
                at("class", "soft"),
                voice.text("dock.for"),
                t(" "),
                voice.since(dock.since()))),
        when(!dock.online(), Pieces.notice("critical", voice.say("dock.stale"))));
  }

  private Node alerts(Voice voice, DockKey key) {
    List<AlertLine> here =
        source.alerts().open().stream()
            .filter(it -> it.group().equals(Optional.of(key.group())))
            .filter(it -> it.dock().equals(Optional.of(key.dock())))
            .toList();
    return here.isEmpty()
        ? Node.nothing()
        : AlertRows.table(voice, voice.say("overview.wrong"), here);
  }

  private static Node bays(Voice voice, DockDetail dock) {
    return el(
        "ol",
        at("class", "bay-cards"),
        all(dock.bays().stream().map(it -> bay(voice, dock.summary().key(), it)).toList()));
  }

  private static Node bay(Voice voice, DockKey key, BayDetail bay) {
    String look = Pieces.look(bay);
    return el(
        "li",
        at("class", "bay-card"),
        at("data-look", look),
        el(
            "h3",
            Pieces.link(
                Links.bay(key, bay.bay()),
                voice.say("bay.name", "number", Pieces.number(bay.bay())))),
        el(
            "p",
            Pieces.badge(look, look, voice.code("state", look)),
            t(" "),
            el("span", at("class", "soft"), voice.since(bay.since()))),
        when(
            !bay.reason().isEmpty(),
            el("p", at("class", "reason"), t(voice.code("reason", bay.reason())))),
        bay.camera().map(it -> camera(voice, it)).orElse(Node.nothing()));
  }

  private static Node camera(Voice voice, BayDetail.DockedCamera camera) {
    return all(
        el("p", Pieces.link(Links.camera(camera.camera()), camera.serial())),
        when(
            camera.chargePercent().isPresent(),
            el(
                "p",
                at("class", "charge"),
                el(
                    "meter",
                    at("min", "0"),
                    at("max", "100"),
                    at("value", String.valueOf(camera.chargePercent().orElse(0))),
                    at("aria-label", voice.say("camera.charge"))),
                t(camera.chargePercent().orElse(0) + " %"))),
        when(
            camera.filesWaiting().orElse(0) > 0,
            el(
                "p",
                at("class", "soft"),
                t(voice.count("bay.waiting", camera.filesWaiting().orElse(0))))));
  }

  private static Node facts(Voice voice, DockSummary dock) {
    List<Node> facts = new ArrayList<>();
    facts.add(fact(voice, "dock.heard", voice.since(dock.heardAt())));
    facts.add(fact(voice, "dock.software", t(dock.software().isEmpty() ? "–" : dock.software())));
    facts.add(
        fact(
            voice,
            "dock.waiting",
            t(
                voice.count("count.backlog", dock.backlog().files())
                    + ", "
                    + voice.figures().bytes(dock.backlog().bytes()))));
    if (dock.spoolBytes().isPresent() && dock.spoolQuota().isPresent()) {
      facts.add(
          fact(
              voice,
              "dock.spool",
              t(
                  voice.say(
                      "unit.of",
                      "done",
                      voice.figures().bytes(dock.spoolBytes().getAsLong()),
                      "total",
                      voice.figures().bytes(dock.spoolQuota().getAsLong())))));
    }
    if (dock.certificateDaysLeft().isPresent()) {
      facts.add(
          fact(
              voice,
              "dock.certificate",
              t(voice.count("time.days", dock.certificateDaysLeft().getAsInt()))));
    }
    dock.clockOffset()
        .ifPresent(it -> facts.add(fact(voice, "dock.clock", t(it.toSeconds() + " s"))));
    return el("dl", at("class", "facts"), all(facts));
  }

  static Node fact(Voice voice, String key, Node value) {
    return el("div", el("dt", voice.text(key)), el("dd", value));
  }

  private Node backlog(Voice voice, DockKey key) throws IOException {
    Instant from = voice.now().minus(WHOLE);
    var series = source.fleet().backlog(key, from, voice.now(), POINTS);
    List<Chart.Point> points =
        series.points().stream().map(it -> new Chart.Point(it.at(), it.bytes())).toList();
    return chart(
        voice,
        "backlog",
        from,
        points,
        1_000_000_000,
        value -> voice.figures().bytes(Math.round(value)));
  }

  /** A chart of {@code chart.ID} words over the last seven days, or a word that there is none. */
  static Node chart(
      Voice voice,
      String id,
      Instant from,
      List<Chart.Point> points,
      double least,
      DoubleFunction<String> value) {
    if (points.isEmpty()) {
      return Pieces.empty("late", voice.say("chart.none"), voice.say("chart.none.then"));
    }
    double most = points.stream().mapToDouble(Chart.Point::value).max().orElse(0);
    String sentence =
        voice.say(
            "chart.says", "now", value.apply(points.getLast().value()), "most", value.apply(most));
    return Chart.draw(
        new Chart.Telling(
            "chart-" + id,
            voice.say("chart." + id),
            sentence,
            voice.say("chart.time"),
            voice.say("chart." + id + ".value"),
            voice.say("chart.table"),
            value,
            voice.figures()::minute),
        from,
        voice.now(),
        points,
        least);
  }

  private static Node commands(Voice voice, DockKey key) {
    List<Node> links = new ArrayList<>();
    for (CommandDesk.Name name : CommandDesk.Name.values()) {
      if (!name.isForBay()) {
        links.add(
            el(
                "li",
                el(
                    "a",
                    at("class", "button"),
                    at("href", Links.dock(key) + "/commands/" + name.code()),
                    t(voice.of("command", name)))));
      }
    }
    return all(el("h2", voice.text("dock.commands")), el("ul", at("class", "buttons"), all(links)));
  }

  Node history(Voice voice, DockKey key, Optional<String> bay, Request request) throws IOException {
    int offset = request.number("offset", 0, Integer.MAX_VALUE, 0);
    Page<HistoryEntry> page =
        source.fleet().history(key, bay, Optional.empty(), new Page.Request(offset, HISTORY));
    if (page.total() == 0) {
      return Pieces.empty("list", voice.say("history.none"), voice.say("history.none.then"));
    }
    List<Node> rows =
        page.items().stream()
            .map(
                it ->
                    Pieces.row(
                        Pieces.cell(voice.moment(it.at())),
                        Pieces.cell(
                            t(
                                it.bay()
                                    .map(b -> voice.say("bay.name", "number", Pieces.number(b)))
                                    .orElseGet(() -> voice.say("dock.word")))),
                        Pieces.first(el("code", t(it.metric()))),
                        Pieces.cell(t(it.value())),
                        Pieces.cell(
                            when(
                                it.historical(),
                                el("span", at("class", "note"), voice.text("history.later"))),
                            when(
                                it.clockDoubtful(),
                                el("span", at("class", "note"), voice.text("history.doubtful"))))))
            .toList();
    String address = bay.map(it -> Links.bay(key, it)).orElseGet(() -> Links.dock(key));
    return all(
        Pieces.table(
            voice.say("dock.history"),
            List.of(
                voice.say("history.when"),
                voice.say("history.where"),
                voice.say("history.metric"),
                voice.say("history.value"),
                voice.say("history.note")),
            rows),
        Pieces.pager(voice, page, HISTORY, address));
  }

  static Node metrics(Voice voice, List<DockDetail.MetricValue> metrics) {
    List<Node> rows =
        metrics.stream()
            .map(
                it ->
                    Pieces.row(
                        Pieces.first(el("code", t(it.name()))),
                        Pieces.cell(t(it.value())),
                        Pieces.cell(voice.moment(it.at()))))
            .toList();
    return el(
        "details",
        el("summary", voice.text("dock.metrics")),
        Screen.live(
            "metrics",
            Pieces.table(
                voice.say("dock.metrics"),
                List.of(
                    voice.say("history.metric"),
                    voice.say("history.value"),
                    voice.say("history.when")),
                rows)));
  }
}
