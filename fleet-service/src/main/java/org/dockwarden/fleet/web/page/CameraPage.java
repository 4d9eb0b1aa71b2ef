package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.inventory.StockChange;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.query.CameraLife;
import org.dockwarden.fleet.query.CameraSummary;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** A camera's life: where it is, who has it, how its battery is, what happened to it. */
final class CameraPage {
  private static final int EVENTS = 50;

  private final Source source;

  CameraPage(Source source) {
    this.source = source;
  }

  Screen show(Voice voice, Session session, String camera, Request request) throws IOException {
    int offset = request.number("offset", 0, Integer.MAX_VALUE, 0);
    Optional<CameraLife> found = source.fleet().camera(camera, new Page.Request(offset, EVENTS));
    if (found.isEmpty()) {
      return Shown.nothing(voice, voice.say("camera.unknown", "camera", camera));
    }
    CameraLife life = found.get();
    CameraSummary summary = life.camera();
    return Screen.of(
        "cameras",
        voice.say("camera.title", "serial", summary.serial()),
        el(
            "nav",
            at("class", "crumbs"),
            at("aria-label", voice.say("shell.crumbs")),
            el("ol", el("li", Pieces.link("/cameras", voice.say("nav.cameras"))))),
        Screen.live("camera-head", head(voice, summary)),
        when(
            request.asked("done").isPresent(),
            Pieces.notice("good", voice.say("camera.stock.done"))),
        when(session.may(Role.OPERATOR), stockForm(voice, session, summary)),
        el("h2", voice.text("camera.life")),
        events(voice, life),
        Pieces.pager(voice, life.events(), EVENTS, Links.camera(camera)),
        el("h2", voice.text("camera.stock")),
        stock(voice, life.stock()));
  }

  private static Node head(Voice voice, CameraSummary camera) {
    List<Node> facts = new ArrayList<>();
    facts.add(DockPage.fact(voice, "camera.where", place(voice, camera)));
    facts.add(
        DockPage.fact(
            voice,
            "camera.holder",
            camera
                .holder()
                .map(it -> Pieces.link("/search?q=" + Links.segment(it), it))
                .orElse(t("–"))));
    facts.add(
        DockPage.fact(
            voice, "camera.docked", camera.lastDockedAt().map(voice::since).orElse(t("–"))));
    facts.add(DockPage.fact(voice, "camera.charge", t(percent(camera.chargePercent()))));
    facts.add(
        DockPage.fact(
            voice,
            "camera.health",
            t(
                percent(camera.healthPercent())
                    + (camera.chargeCycles().isPresent()
                        ? ", " + voice.count("camera.cycles", camera.chargeCycles().getAsInt())
                        : ""))));
    facts.add(DockPage.fact(voice, "camera.model", t(BayPage.orDash(camera.model()))));
    facts.add(DockPage.fact(voice, "camera.firmware", t(BayPage.orDash(camera.firmware()))));
    facts.add(DockPage.fact(voice, "camera.first", voice.since(camera.firstSeenAt())));
    return all(
        Pieces.heading(
            camera.serial(),
            Pieces.badge(
                camera.stock() == StockState.IN_USE ? "good" : "warning",
                "camera",
                voice.of("stock", camera.stock())),
            when(
                camera.swapRank().isPresent(),
                Pieces.badge(
                    "warning",
                    "warning",
                    voice.say("camera.swap", "rank", camera.swapRank().orElse(0))))),
        el("dl", at("class", "facts"), all(facts)));
  }

  /** The bay where it is, or was last. */
  static Node place(Voice voice, CameraSummary camera) {
    return camera
        .place()
        .map(
            place ->
                all(
                    when(!place.docked(), all(voice.text("camera.last-in"), t(" "))),
                    Pieces.link(
                        Links.bay(place.dock(), place.bay()),
                        place.dock().dock()
                            + ", "
                            + voice.say("bay.name", "number", Pieces.number(place.bay()))),
                    el("span", at("class", "soft"), t(" " + place.site()))))
        .orElse(t("–"));
  }

  static String percent(OptionalInt percent) {
    return percent.isPresent() ? percent.getAsInt() + " %" : "–";
  }

  private static Node stockForm(Voice voice, Session session, CameraSummary camera) {
    return el(
        "form",
        at("class", "filter"),
        at("method", "post"),
        at("action", Links.camera(camera.camera()) + "/stock"),
        at("aria-label", voice.say("camera.stock.change")),
        Pieces.csrf(session),
        Pieces.field(
            "stock",
            voice.say("cameras.stock"),
            Pieces.select(
                "stock",
                camera.stock().text(),
                Arrays.stream(StockState.values()).map(StockState::text).toList(),
                Arrays.stream(StockState.values()).map(it -> voice.of("stock", it)).toList())),
        Pieces.field(
            "reason",
            voice.say("camera.stock.reason"),
            el(
                "input",
                at("id", "reason"),
                at("name", "reason"),
                at("required"),
                at("maxlength", String.valueOf(StockChange.MAX_REASON)))),
        el("button", at("class", "button"), voice.text("camera.stock.change")));
  }

  private static Node events(Voice voice, CameraLife life) {
    if (life.events().total() == 0) {
      return Pieces.empty("list", voice.say("history.none"), voice.say("history.none.then"));
    }
    return el(
        "ol",
        at("class", "life"),
        all(life.events().items().stream().map(it -> event(voice, it)).toList()));
  }

  private static Node event(Voice voice, CameraLife.Event event) {
    boolean isCode = event.kind() == CameraLife.Event.Kind.FAULT;
    String detail = isCode ? voice.code("reason", event.detail()) : event.detail();
    return el(
        "li",
        at("data-kind", event.kind().name().toLowerCase(Locale.ROOT)),
        el("p", at("class", "soft"), voice.moment(event.at())),
        el(
            "p",
            el("strong", t(voice.of("event", event.kind()))),
            t(detail.isEmpty() ? "" : ": " + detail),
            event
                .dock()
                .map(
                    dock ->
                        all(
                            t(" · "),
                            event
                                .bay()
                                .map(
                                    bay ->
                                        Pieces.link(
                                            Links.bay(dock, bay),
                                            dock.dock()
                                                + ", "
                                                + voice.say(
                                                    "bay.name", "number", Pieces.number(bay))))
                                .orElse(Pieces.link(Links.dock(dock), dock.dock()))))
                .orElse(Node.nothing()),
            when(
                event.historical(), el("span", at("class", "note"), voice.text("history.later")))));
  }

  private static Node stock(Voice voice, List<StockChange> changes) {
    if (changes.isEmpty()) {
      return el("p", at("class", "soft"), voice.text("camera.stock.none"));
    }
    return Pieces.table(
        voice.say("camera.stock"),
        List.of(
            voice.say("history.when"),
            voice.say("camera.stock.to"),
            voice.say("camera.stock.reason"),
            voice.say("camera.stock.by")),
        changes.stream()
            .map(
                it ->
                    Pieces.row(
                        Pieces.cell(voice.moment(it.at())),
                        Pieces.first(
                            t(voice.of("stock", it.from()) + " → " + voice.of("stock", it.to()))),
                        Pieces.cell(t(it.reason())),
                        Pieces.cell(t(it.by()))))
            .toList());
  }
}
