package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.account.Role;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.inventory.StockRegister;
import org.dockwarden.fleet.inventory.StockState;
import org.dockwarden.fleet.query.CameraFilter;
import org.dockwarden.fleet.query.CameraSummary;
import org.dockwarden.fleet.query.FirmwareCount;
import org.dockwarden.fleet.query.Page;
import org.dockwarden.fleet.web.html.Node;
import org.dockwarden.fleet.web.http.Request;

/** The inventory: every camera ever seen, filtered; firmware spread; CSV in and out. */
final class CamerasPage {
  private static final int LIMIT = 50;
  private static final int MAX_DAYS = 9999;
  private static final int FIRMWARES = 12;

  private final Source source;

  CamerasPage(Source source) {
    this.source = source;
  }

  Screen show(Voice voice, Session session, Request request) throws IOException {
    CameraFilter filter = filter(request);
    int offset = request.number("offset", 0, Integer.MAX_VALUE, 0);
    Page<CameraSummary> cameras = source.fleet().cameras(filter, new Page.Request(offset, LIMIT));
    return Screen.of(
        "cameras",
        voice.say("nav.cameras"),
        Pieces.heading(
            voice.say("nav.cameras"),
            el(
                "a",
                at("class", "button"),
                at("href", "/cameras.csv"),
                at("download", "cameras.csv"),
                voice.text("cameras.csv-out")),
            when(
                session.may(Role.OPERATOR),
                el(
                    "a",
                    at("class", "button"),
                    at("href", "/cameras/import"),
                    voice.text("cameras.csv-in")))),
        form(voice, request),
        cameras.total() == 0
            ? Pieces.empty("camera", voice.say("cameras.none"), voice.say("cameras.none.then"))
            : table(voice, cameras),
        Pieces.pager(voice, cameras, LIMIT, "/cameras?" + kept(request)),
        el("h2", voice.text("cameras.firmware")),
        firmware(voice));
  }

  private static CameraFilter filter(Request request) {
    int days = request.number("days", 1, MAX_DAYS, 0);
    CameraFilter.Order order =
        switch (request.asked("order").orElse("")) {
          case "last-docked" -> CameraFilter.Order.LAST_DOCKED;
          case "wear" -> CameraFilter.Order.WEAR;
          default -> CameraFilter.Order.SERIAL;
        };
    return new CameraFilter(
        request.asked("text"),
        request.asked("stock").flatMap(StockState::parse),
        request.asked("model"),
        request.asked("firmware"),
        request.asked("force"),
        request.asked("site"),
        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)),
        request.asked("swap").isPresent(),
        order);
  }

  private static String kept(Request request) {
    StringBuilder kept = new StringBuilder();
    for (String name :
        List.of("text", "stock", "model", "firmware", "force", "site", "days", "order", "swap")) {
      request
          .asked(name)
          .ifPresent(it -> kept.append(name).append('=').append(Links.segment(it)).append('&'));
    }
    return kept.toString();
  }

  private static Node form(Voice voice, Request request) {
    List<String> states = new ArrayList<>(List.of(""));
    List<String> names = new ArrayList<>(List.of(voice.say("cameras.any")));
    for (StockState state : StockState.values()) {
      states.add(state.text());
      names.add(voice.of("stock", state));
    }
    return el(
        "form",
        at("class", "filter"),
        at("action", "/cameras"),
        Pieces.field(
            "text",
            voice.say("cameras.text"),
            input("text", "search", request.asked("text").orElse(""))),
        Pieces.field(
            "stock",
            voice.say("cameras.stock"),
            Pieces.select("stock", request.asked("stock").orElse(""), states, names)),
        Pieces.field(
            "days",
            voice.say("cameras.days"),
            el(
                "input",
                at("type", "number"),
                at("id", "days"),
                at("name", "days"),
                at("min", "1"),
                at("max", String.valueOf(MAX_DAYS)),
                at("value", request.asked("days").orElse("")))),
        Pieces.field(
            "order",
            voice.say("cameras.order"),
            Pieces.select(
                "order",
                request.asked("order").orElse("serial"),
                List.of("serial", "last-docked", "wear"),
                Arrays.stream(CameraFilter.Order.values())
                    .map(it -> voice.of("order", it))
                    .toList())),
        el(
            "label",
            at("class", "check"),
            request.asked("swap").isPresent()
                ? el(
                    "input",
                    at("type", "checkbox"),
                    at("name", "swap"),
                    at("value", "1"),
                    at("checked"))
                : el("input", at("type", "checkbox"), at("name", "swap"), at("value", "1")),
            voice.text("cameras.swap")),
        el("button", at("class", "button"), voice.text("cameras.go")));
  }

  private static Node input(String id, String type, String value) {
    return el("input", at("type", type), at("id", id), at("name", id), at("value", value));
  }

  private static Node table(Voice voice, Page<CameraSummary> cameras) {
    List<Node> rows = cameras.items().stream().map(it -> row(voice, it)).toList();
    return Pieces.table(
        voice.say("nav.cameras"),
        List.of(
            voice.say("camera.serial"),
            voice.say("camera.model"),
            voice.say("camera.where"),
            voice.say("camera.holder"),
            voice.say("camera.docked"),
            voice.say("camera.charge"),
            voice.say("camera.health"),
            voice.say("cameras.stock")),
        rows);
  }

  private static Node row(Voice voice, CameraSummary camera) {
    return Pieces.row(
        Pieces.first(Pieces.link(Links.camera(camera.camera()), camera.serial())),
        Pieces.cell(
            t(BayPage.orDash(camera.model())),
            el("span", at("class", "soft"), t(" " + camera.firmware()))),
        Pieces.cell(CameraPage.place(voice, camera)),
        Pieces.cell(
            camera
                .holder()
                .map(it -> Pieces.link("/search?q=" + Links.segment(it), it))
                .orElse(t("–"))),
        Pieces.cell(camera.lastDockedAt().map(voice::since).orElse(t("–"))),
        Pieces.cell(t(CameraPage.percent(camera.chargePercent()))),
        Pieces.cell(
            t(CameraPage.percent(camera.healthPercent())),
            when(
                camera.swapRank().isPresent(),
                el(
                    "span",
                    at("class", "note"),
                    voice.text("camera.swap", "rank", camera.swapRank().orElse(0))))),
        Pieces.cell(t(voice.of("stock", camera.stock()))));
  }

  private Node firmware(Voice voice) throws IOException {
    List<FirmwareCount> counts = source.fleet().firmware();
    if (counts.isEmpty()) {
      return Pieces.empty("camera", voice.say("cameras.none"), voice.say("cameras.none.then"));
    }
    long most = counts.stream().mapToLong(FirmwareCount::cameras).max().orElse(1);
    List<Node> rows =
        counts.stream()
            .limit(FIRMWARES)
            .map(
                it ->
                    Pieces.row(
                        Pieces.first(t(BayPage.orDash(it.model()))),
                        Pieces.cell(
                            Pieces.link(
                                "/cameras?model="
                                    + Links.segment(it.model())
                                    + "&firmware="
                                    + Links.segment(it.firmware()),
                                BayPage.orDash(it.firmware()))),
                        Pieces.cell(
                            el(
                                "meter",
                                at("min", "0"),
                                at("max", String.valueOf(most)),
                                at("value", String.valueOf(it.cameras())),
                                at("aria-label", voice.say("cameras.number"))),
                            t(" " + voice.figures().number(it.cameras())))))
            .toList();
    return Pieces.table(
        voice.say("cameras.firmware"),
        List.of(
            voice.say("camera.model"), voice.say("camera.firmware"), voice.say("cameras.number")),
        rows);
  }

  /** The page to hand in a CSV file, and what became of the last one. */
  Screen importForm(Voice voice, Session session, Optional<StockRegister.Import> result) {
    return Screen.of(
        "cameras",
        voice.say("cameras.csv-in"),
        Pieces.heading(voice.say("cameras.csv-in")),
        result.map(it -> outcome(voice, it)).orElse(Node.nothing()),
        el("p", voice.text("import.how")),
        el("pre", t("camera,stock,reason\n1234:5678:BW-000123,in-repair,lens broken")),
        el(
            "form",
            at("method", "post"),
            at("class", "stacked"),
            at("action", "/cameras/import"),
            Pieces.csrf(session),
            Pieces.field(
                "file",
                voice.say("import.file"),
                el(
                    "input",
                    at("type", "file"),
                    at("id", "file"),
                    at("accept", ".csv,text/csv"),
                    at("data-into", "csv"))),
            Pieces.field(
                "csv",
                voice.say("import.text"),
                el(
                    "textarea",
                    at("id", "csv"),
                    at("name", "csv"),
                    at("rows", "10"),
                    at("spellcheck", "false"),
                    at("required"))),
            el("button", at("class", "button primary"), voice.text("import.go"))));
  }

  Screen importCsv(Voice voice, Session session, String csv) throws IOException {
    StockRegister.Import result =
        source.stock().importCsv(csv.getBytes(StandardCharsets.UTF_8), session.account().name());
    return importForm(voice, session, Optional.of(result));
  }

  private static Node outcome(Voice voice, StockRegister.Import result) {
    if (result.problems().isEmpty()) {
      return Pieces.notice(
          "good", voice.say("import.done", "changed", result.changed(), "added", result.added()));
    }
    return el(
        "div",
        at("class", "notice"),
        at("data-look", "critical"),
        at("role", "alert"),
        el("p", el("strong", voice.text("import.wrong"))),
        el(
            "ul",
            at("lang", "en"),
            all(result.problems().stream().map(it -> el("li", t(it))).toList())));
  }
}
