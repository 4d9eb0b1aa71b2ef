package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.web.desk.AlertDesk.AlertLine;
import org.dockwarden.fleet.web.desk.AlertDesk.Amount;
import org.dockwarden.fleet.web.html.Node;

/** Alerts as a table: what, where, since when, what to do. */
final class AlertRows {
  private AlertRows() {}

  static Node table(Voice voice, String caption, List<AlertLine> alerts) {
    return Pieces.table(
        caption,
        List.of(
            voice.say("alert.severity"),
            voice.say("alert.what"),
            voice.say("alert.where"),
            voice.say("alert.since"),
            voice.say("alert.do")),
        alerts.stream().map(alert -> row(voice, alert)).toList());
  }

  private static Node row(Voice voice, AlertLine alert) {
    return el(
        "tr",
        at("data-severity", alert.severity().code()),
        Pieces.cell(Pieces.severity(voice, alert.severity())),
        Pieces.first(
            Pieces.link("/alerts/" + Links.segment(alert.id()), what(voice, alert)),
            note(voice, alert)),
        Pieces.cell(where(voice, alert)),
        Pieces.cell(voice.since(alert.since())),
        Pieces.cell(t(toDo(voice, alert))));
  }

  /** {@code Bay fault: The camera does not charge}, {@code Old backlog: 26 hours}. */
  static String what(Voice voice, AlertLine alert) {
    String what = voice.code("alert", alert.kind());
    String amount = alert.amount().map(it -> amount(voice, it)).orElse("");
    String detail = voice.code("reason", alert.detail());
    String docks =
        alert.docks().isPresent()
            ? " (" + voice.count("count.docks", alert.docks().getAsInt()) + ")"
            : "";
    String more =
        Stream.of(amount, detail).filter(it -> !it.isEmpty()).collect(Collectors.joining(", "));
    return what + (more.isEmpty() ? "" : ": " + more) + docks;
  }

  private static String amount(Voice voice, Amount amount) {
    return switch (amount.unit()) {
      case HOURS -> voice.count("time.hours", amount.number());
      case DAYS, DAYS_LEFT -> voice.count("time.days", amount.number());
      case PERCENT -> voice.say("alert.percent", "number", voice.figures().number(amount.number()));
      case COUNT -> voice.figures().number(amount.number());
    };
  }

  private static Node note(Voice voice, AlertLine alert) {
    return Node.all(
        when(
            alert.acknowledged().isPresent(),
            el(
                "span",
                at("class", "note"),
                alert
                    .acknowledged()
                    .map(it -> voice.text("alert.seen-by", "who", it.who()))
                    .orElse(Node.nothing()))),
        when(
            alert.silencedUntil().isPresent(),
            el(
                "span",
                at("class", "note"),
                alert
                    .silencedUntil()
                    .map(it -> voice.text("alert.silent-until", "time", voice.figures().minute(it)))
                    .orElse(Node.nothing()))));
  }

  /** Links to dock and bay, or the site, or the service. */
  static Node where(Voice voice, AlertLine alert) {
    if (alert.camera().isPresent()) {
      String camera = alert.camera().get();
      String serial = camera.substring(camera.lastIndexOf(':') + 1);
      return Node.all(
          Pieces.link(Links.camera(camera), serial),
          el("span", at("class", "soft"), t(" " + place(alert))));
    }
    if (alert.group().isEmpty()) {
      return voice.text("alert.service");
    }
    String group = alert.group().get();
    if (alert.dock().isEmpty()) {
      return t(group);
    }
    DockKey key = new DockKey(group, alert.dock().get());
    Node dock = Pieces.link(Links.dock(key), key.dock());
    Node site = el("span", at("class", "soft"), t(" " + group));
    return alert
        .bay()
        .map(
            bay ->
                Node.all(
                    dock,
                    t(", "),
                    Pieces.link(
                        Links.bay(key, bay), voice.say("bay.name", "number", Pieces.number(bay))),
                    site))
        .orElse(Node.all(dock, site));
  }

  /** Where a camera was last. */
  private static String place(AlertLine alert) {
    return alert.group().orElse("") + alert.dock().map(it -> " " + it).orElse("");
  }

  static String toDo(Voice voice, AlertLine alert) {
    String general = voice.code("alert", alert.kind() + ".do");
    return voice.words().sayOr("reason." + alert.detail() + ".do", general);
  }
}
