package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.query.CameraFilter;
import org.dockwarden.fleet.query.LateFootage;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.query.SearchHit;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** Search by serial, officer, dock and site; and footage that came late. */
final class FindPages {
  private static final int HITS = 50;
  private static final int LATE = 50;
  private static final int MIN_LETTERS = 2;
  private static final int MAX_LETTERS = 64;

  private final Source source;

  FindPages(Source source) {
    this.source = source;
  }

  Screen search(Voice voice, Request request) throws IOException {
    String text = request.asked("q").orElse("");
    String title = voice.say("search.title");
    boolean isAskable = text.length() >= MIN_LETTERS && text.length() <= MAX_LETTERS;
    List<SearchHit> hits = isAskable ? source.fleet().search(text, HITS) : List.of();
    Node found =
        hits.isEmpty()
            ? Pieces.empty(
                "search",
                isAskable ? voice.say("search.none", "text", text) : voice.say("search.short"),
                voice.say("search.none.then"))
            : el("ul", at("class", "hits"), all(hits.stream().map(it -> hit(voice, it)).toList()));
    return Screen.of("", title, Pieces.heading(title), found, held(voice, hits));
  }

  private static Node hit(Voice voice, SearchHit hit) {
    return el(
        "li",
        el("span", at("class", "soft"), t(voice.of("hit", hit.kind()))),
        Pieces.link(address(hit), hit.kind() == SearchHit.Kind.CAMERA ? serial(hit) : hit.id()),
        t(" " + hit.text()));
  }

  private static String serial(SearchHit hit) {
    return hit.id().substring(hit.id().lastIndexOf(':') + 1);
  }

  private static String address(SearchHit hit) {
    return switch (hit.kind()) {
      case CAMERA -> Links.camera(hit.id());
      case OFFICER -> "/cameras?text=" + Links.segment(hit.id());
      case DOCK, SITE -> place(hit);
    };
  }

  private static String place(SearchHit hit) {
    int slash = hit.id().lastIndexOf('/');
    if (hit.kind() == SearchHit.Kind.DOCK && slash > 0) {
      return Links.dock(new DockKey(hit.id().substring(0, slash), hit.id().substring(slash + 1)));
    }
    int cut = slash > 0 ? slash : hit.id().indexOf(':');
    return cut > 0
        ? Links.site(hit.id().substring(0, cut), hit.id().substring(cut + 1))
        : "/docks?site=" + Links.segment(hit.id());
  }

  /** What an officer has: asked for only where exactly one was found. */
  private Node held(Voice voice, List<SearchHit> hits) throws IOException {
    List<SearchHit> officers =
        hits.stream().filter(it -> it.kind() == SearchHit.Kind.OFFICER).toList();
    if (officers.size() != 1) {
      return Node.nothing();
    }
    String officer = officers.getFirst().id();
    CameraFilter filter =
        new CameraFilter(
            Optional.of(officer),
            CameraFilter.ALL.stock(),
            CameraFilter.ALL.model(),
            CameraFilter.ALL.firmware(),
            CameraFilter.ALL.force(),
            CameraFilter.ALL.site(),
            CameraFilter.ALL.notDockedFor(),
            false,
            CameraFilter.Order.LAST_DOCKED);
    List<Node> cameras = new ArrayList<>();
    source.fleet().cameras(filter, new Page.Request(0, HITS)).items().stream()
        .filter(it -> it.holder().equals(Optional.of(officer)))
        .forEach(
            it ->
                cameras.add(
                    el(
                        "li",
                        Pieces.link(Links.camera(it.camera()), it.serial()),
                        t(" "),
                        CameraPage.place(voice, it))));
    return cameras.isEmpty()
        ? Node.nothing()
        : all(
            el("h2", voice.text("search.held", "officer", officer)),
            el("ul", at("class", "hits"), all(cameras)));
  }

  Screen late(Voice voice, Request request) throws IOException {
    int offset = request.number("offset", 0, Integer.MAX_VALUE, 0);
    Page<LateFootage> late = source.fleet().late(new Page.Request(offset, LATE));
    String title = voice.say("nav.late");
    Node table =
        late.total() == 0
            ? Pieces.empty("ready", voice.say("late.none"), voice.say("late.none.then"))
            : Pieces.table(
                title,
                List.of(
                    voice.say("late.step"),
                    voice.say("late.by"),
                    voice.say("alert.where"),
                    voice.say("camera.serial"),
                    voice.say("late.recorded"),
                    voice.say("late.at")),
                late.items().stream().map(it -> late(voice, it)).toList());
    return Screen.of(
        "late",
        title,
        Pieces.heading(title),
        el("p", at("class", "soft"), voice.text("late.means")),
        table,
        Pieces.pager(voice, late, LATE, "/late"));
  }

  private static Node late(Voice voice, LateFootage late) {
    return Pieces.row(
        Pieces.first(t(voice.of("late", late.step()))),
        Pieces.cell(t(voice.figures().span(late.lateness()))),
        Pieces.cell(
            late.bay()
                .map(
                    bay ->
                        Pieces.link(
                            Links.bay(late.dock(), bay),
                            late.dock().dock()
                                + ", "
                                + voice.say("bay.name", "number", Pieces.number(bay))))
                .orElse(Pieces.link(Links.dock(late.dock()), late.dock().dock()))),
        Pieces.cell(
            late.camera()
                .map(it -> Pieces.link(Links.camera(it), it.substring(it.lastIndexOf(':') + 1)))
                .orElse(t("–"))),
        Pieces.cell(late.recordedAt().map(it -> t(voice.figures().minute(it))).orElse(t("–"))),
        Pieces.cell(t(voice.figures().minute(late.at()))));
  }
}
