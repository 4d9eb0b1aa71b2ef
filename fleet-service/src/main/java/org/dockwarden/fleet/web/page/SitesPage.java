package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.fleet.query.BayDetail;
import org.dockwarden.fleet.query.DockDetail;
import org.dockwarden.fleet.query.DockFilter;
import org.dockwarden.fleet.query.DockSummary;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.query.SiteSummary;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** The map: forces and their sites, a site's docks, a dock's bays. */
final class SitesPage {
  private static final int DOCKS = 50;
  private static final int LEGEND_WIDTH = 100;
  private static final List<String> STATES =
      List.of(
          "fault",
          "refused",
          "offloading",
          "identified",
          "powered",
          "safe",
          "cleared",
          "ready",
          "empty");

  private final Source source;

  SitesPage(Source source) {
    this.source = source;
  }

  /** All sites, by force. */
  Screen sites(Voice voice) {
    Map<String, List<SiteSummary>> forces = new TreeMap<>();
    for (SiteSummary site : source.fleet().sites()) {
      forces.computeIfAbsent(site.force(), _ -> new ArrayList<>()).add(site);
    }
    List<Node> parts = new ArrayList<>();
    forces.forEach(
        (force, sites) -> {
          parts.add(el("h2", t(force)));
          parts.add(cards(voice, sites));
        });
    if (forces.isEmpty()) {
      parts.add(Pieces.empty("sites", voice.say("sites.none"), voice.say("overview.no-docks.do")));
    }
    return Screen.of(
        "sites",
        voice.say("nav.sites"),
        Pieces.heading(voice.say("nav.sites"), Pieces.link("/docks", voice.say("docks.all"))),
        legend(voice),
        Screen.live("sites", all(parts)));
  }

  static Node cards(Voice voice, List<SiteSummary> sites) {
    return el("ul", at("class", "cards"), all(sites.stream().map(it -> card(voice, it)).toList()));
  }

  private static Node card(Voice voice, SiteSummary site) {
    String look =
        site.docksOffline() > 0 ? "critical" : site.docksInTrouble() > 0 ? "warning" : "good";
    int docks = site.docksOnline() + site.docksOffline();
    return el(
        "li",
        at("class", "card"),
        at("data-look", look),
        el("h3", Pieces.link(Links.site(site.force(), site.site()), site.site())),
        el("p", at("class", "soft"), t(site.force() + " · " + voice.count("count.docks", docks))),
        el(
            "p",
            site.offlineSince()
                .map(
                    since ->
                        all(
                            Pieces.badge("critical", "offline", voice.say("site.offline")),
                            t(" "),
                            voice.since(since)))
                .orElseGet(() -> state(voice, site))),
        bar(voice, site.baysByState()),
        el(
            "p",
            at("class", "soft"),
            t(
                voice.count("count.docked", site.camerasDocked())
                    + " · "
                    + voice.say(
                        "site.backlog", "bytes", voice.figures().bytes(site.backlog().bytes())))));
  }

  private static Node state(Voice voice, SiteSummary site) {
    if (site.docksOffline() > 0) {
      return Pieces.badge(
          "critical", "offline", voice.count("site.some-offline", site.docksOffline()));
    }
    return site.docksInTrouble() > 0
        ? Pieces.badge("warning", "warning", voice.count("site.trouble", site.docksInTrouble()))
        : Pieces.badge("good", "online", voice.say("site.well"));
  }

  /** Shares of bay states; the text says the same. */
  private static Node bar(Voice voice, Map<String, Integer> baysByState) {
    int total = baysByState.values().stream().mapToInt(Integer::intValue).sum();
    if (total == 0) {
      return Node.nothing();
    }
    List<Node> pieces = new ArrayList<>();
    List<String> said = new ArrayList<>();
    int done = 0;
    for (String state : STATES) {
      int count = baysByState.getOrDefault(state, 0);
      if (count > 0) {
        int from = done * LEGEND_WIDTH / total;
        done += count;
        pieces.add(
            el(
                "rect",
                at("data-look", state),
                at("x", String.valueOf(from)),
                at("width", String.valueOf(done * LEGEND_WIDTH / total - from)),
                at("height", "8")));
        said.add(count + " " + voice.code("state", state));
      }
    }
    return el(
        "svg",
        at("class", "bar"),
        at("viewBox", "0 0 " + LEGEND_WIDTH + " 8"),
        at("preserveAspectRatio", "none"),
        at("role", "img"),
        at("aria-label", String.join(", ", said)),
        all(pieces));
  }

  private static Node legend(Voice voice) {
    List<Node> entries = new ArrayList<>();
    for (String state : STATES) {
      if (!state.equals("powered")) {
        entries.add(el("li", Pieces.badge(state, state, voice.code("state", state))));
      }
    }
    return el(
        "details",
        at("class", "legend"),
        el("summary", voice.text("sites.legend")),
        el("ul", all(entries)));
  }

  /** One site's docks and their bays. */
  Screen site(Voice voice, String force, String site, Request request) {
    DockFilter filter =
        new DockFilter(Optional.of(force), Optional.of(site), request.asked("q"), false, false);
    Page<DockSummary> docks = docks(filter, request);
    if (docks.total() == 0) {
      return Shown.nothing(voice, voice.say("sites.unknown", "site", site));
    }
    return Screen.of(
        "sites",
        site,
        crumbs(voice, force),
        Pieces.heading(site),
        legend(voice),
        Screen.live("docks", map(voice, docks)),
        Pieces.pager(voice, docks, DOCKS, Links.site(force, site)));
  }

  /** All docks, or those that are offline or in trouble. */
  Screen docks(Voice voice, Request request) {
    boolean offline = request.asked("offline").isPresent();
    boolean trouble = request.asked("trouble").isPresent();
    DockFilter filter =
        new DockFilter(
            request.asked("force"), request.asked("site"), request.asked("q"), offline, trouble);
    Page<DockSummary> docks = docks(filter, request);
    String title = voice.say(offline ? "docks.offline" : trouble ? "docks.trouble" : "docks.all");
    String query = offline ? "?offline=1" : trouble ? "?trouble=1" : "?";
    return Screen.of(
        "sites",
        title,
        Pieces.heading(title),
        el(
            "ul",
            at("class", "tabs"),
            el("li", Pieces.link("/docks", voice.say("docks.all"))),
            el("li", Pieces.link("/docks?offline=1", voice.say("docks.offline"))),
            el("li", Pieces.link("/docks?trouble=1", voice.say("docks.trouble")))),
        Screen.live(
            "docks",
            docks.total() == 0
                ? Pieces.empty("ready", voice.say("docks.none"), voice.say("docks.none.then"))
                : map(voice, docks)),
        Pieces.pager(voice, docks, DOCKS, "/docks" + query));
  }

  private Page<DockSummary> docks(DockFilter filter, Request request) {
    int offset = request.number("offset", 0, Integer.MAX_VALUE, 0);
    return source.fleet().docks(filter, new Page.Request(offset, DOCKS));
  }

  private static Node crumbs(Voice voice, String force) {
    return el(
        "nav",
        at("class", "crumbs"),
        at("aria-label", voice.say("shell.crumbs")),
        el("ol", el("li", Pieces.link("/sites", voice.say("nav.sites"))), el("li", t(force))));
  }

  private Node map(Voice voice, Page<DockSummary> docks) {
    return all(
        el("h2", at("class", "unseen"), t(voice.say("docks.list"))),
        el(
            "ul",
            at("class", "docks"),
            all(docks.items().stream().map(it -> dock(voice, it)).toList())));
  }

  private Node dock(Voice voice, DockSummary dock) {
    List<BayDetail> bays = source.fleet().dock(dock.key()).map(DockDetail::bays).orElse(List.of());
    String look = !dock.online() ? "critical" : dock.troubles().isEmpty() ? "good" : "warning";
    return el(
        "li",
        at("class", "dock"),
        at("data-look", look),
        el(
            "div",
            el("h3", Pieces.link(Links.dock(dock.key()), dock.key().dock())),
            el(
                "p",
                Pieces.online(voice, dock.online()),
                when(!dock.online(), all(t(" "), voice.since(dock.since())))),
            el(
                "p",
                at("class", "soft"),
                t(
                    voice.say(
                        "site.backlog", "bytes", voice.figures().bytes(dock.backlog().bytes()))))),
        el(
            "ol",
            at("class", "bays"),
            all(bays.stream().map(bay -> tile(voice, dock, bay)).toList())),
        when(
            !dock.troubles().isEmpty(),
            el(
                "ul",
                at("class", "troubles"),
                all(
                    dock.troubles().stream()
                        .map(it -> el("li", t(Pieces.trouble(voice, it))))
                        .toList()))));
  }

  static Node tile(Voice voice, DockSummary dock, BayDetail bay) {
    String look = Pieces.look(bay);
    String camera =
        bay.camera()
            .map(
                it ->
                    it.serial()
                        + (it.chargePercent().isPresent()
                            ? ", " + it.chargePercent().getAsInt() + " %"
                            : ""))
            .orElse("");
    return el(
        "li",
        el(
            "a",
            at("class", "bay"),
            at("data-look", look),
            at("href", Links.bay(dock.key(), bay.bay())),
            at("title", voice.code("state", look) + (camera.isEmpty() ? "" : " · " + camera)),
            el("span", at("class", "unseen"), voice.text("bay.word")),
            el("span", at("class", "number"), t(Pieces.number(bay.bay()))),
            Pieces.symbol(look),
            el("span", at("class", "unseen"), t(voice.code("state", look) + " " + camera))));
  }
}
