package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;
import static org.dockwarden.fleet.web.html.Node.t;
import static org.dockwarden.fleet.web.html.Node.when;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.fleet.account.Session;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.web.desk.CommandDesk;
import org.dockwarden.fleet.web.desk.CommandDesk.Name;
import org.dockwarden.fleet.web.html.Node;

/** Commands: to be confirmed, with their arguments; and what became of those that were sent. */
final class CommandsPage {
  private static final int LINES = 100;
  private static final int MAX_SECONDS = 600;
  private static final List<String> HOURS = List.of("1", "4", "12", "24", "72", "168");
  private static final List<String> MBITS = List.of("0", "1", "5", "10", "50", "100");
  private static final long MBIT_BYTES = 125_000;

  private final Source source;

  CommandsPage(Source source) {
    this.source = source;
  }

  Screen list(Voice voice) throws IOException {
    List<CommandDesk.Line> lines = source.commands().lines(Optional.empty(), LINES);
    return Screen.of(
        "commands",
        voice.say("nav.commands"),
        Pieces.heading(voice.say("nav.commands")),
        el("p", at("class", "soft"), voice.text("commands.means")),
        Screen.live("lines", lines(voice, lines)));
  }

  private static Node lines(Voice voice, List<CommandDesk.Line> lines) {
    if (lines.isEmpty()) {
      return Pieces.empty("command", voice.say("commands.none"), voice.say("commands.none.then"));
    }
    return Pieces.table(
        voice.say("nav.commands"),
        List.of(
            voice.say("history.when"),
            voice.say("commands.command"),
            voice.say("alert.where"),
            voice.say("camera.stock.by"),
            voice.say("commands.result")),
        lines.stream().map(it -> line(voice, it)).toList());
  }

  private static Node line(Voice voice, CommandDesk.Line line) {
    CommandDesk.Command command = line.command();
    return Pieces.row(
        Pieces.cell(voice.moment(line.sentAt())),
        Pieces.first(
            t(voice.of("command", command.name())),
            when(
                !command.arguments().isEmpty(),
                el("span", at("class", "soft"), t(" " + said(command.arguments()))))),
        Pieces.cell(
            Pieces.link(Links.dock(command.dock()), command.dock().dock()),
            t(
                command
                    .bay()
                    .map(it -> ", " + voice.say("bay.name", "number", Pieces.number(it)))
                    .orElse(""))),
        Pieces.cell(t(command.by())),
        Pieces.cell(result(voice, line)));
  }

  private static String said(SortedMap<String, String> arguments) {
    StringBuilder said = new StringBuilder();
    arguments.forEach(
        (name, value) ->
            said.append(said.isEmpty() ? "" : ", ").append(name).append(' ').append(value));
    return said.toString();
  }

  private static Node result(Voice voice, CommandDesk.Line line) {
    return line.result()
        .map(
            it ->
                all(
                    it.code().equals("ok")
                        ? Pieces.badge("good", "online", voice.say("result.ok"))
                        : Pieces.badge("critical", "offline", voice.code("result", it.code())),
                    el("span", at("class", "soft"), t(" " + it.detail()))))
        .orElseGet(() -> Pieces.badge("info", "late", voice.say("result.none")));
  }

  /** What it does, its arguments, and a button. */
  Screen confirm(Voice voice, Session session, Name name, DockKey dock, Optional<String> bay) {
    String where =
        dock.dock()
            + bay.map(it -> ", " + voice.say("bay.name", "number", Pieces.number(it))).orElse("");
    String title = voice.of("command", name);
    String back = bay.map(it -> Links.bay(dock, it)).orElseGet(() -> Links.dock(dock));
    boolean offline = source.fleet().dock(dock).map(it -> !it.summary().online()).orElse(true);
    return Screen.of(
        "commands",
        title,
        Pieces.heading(title + ": " + where),
        el("p", t(voice.say("command." + name.code() + ".means"))),
        when(offline, Pieces.notice("warning", voice.say("commands.offline"))),
        el(
            "form",
            at("method", "post"),
            at("class", "stacked card"),
            at("action", back + "/commands/" + name.code()),
            Pieces.csrf(session),
            arguments(voice, name),
            el(
                "p",
                at("class", "buttons"),
                el("button", at("class", "button primary"), t(voice.say("commands.send"))),
                el("a", at("class", "button"), at("href", back), voice.text("commands.cancel")))));
  }

  private static Node arguments(Voice voice, Name name) {
    return switch (name) {
      case FIND ->
          all(
              Pieces.field(
                  "camera",
                  voice.say("commands.camera"),
                  el("input", at("id", "camera"), at("name", "camera"), at("required"))),
              seconds(voice));
      case SIGNAL -> seconds(voice);
      case PAUSE_UPLOAD -> hours(voice);
      case BANDWIDTH ->
          all(
              Pieces.field(
                  "mbit",
                  voice.say("commands.limit"),
                  Pieces.select(
                      "mbit",
                      "10",
                      MBITS,
                      MBITS.stream()
                          .map(
                              it ->
                                  it.equals("0") ? voice.say("commands.no-limit") : it + " Mbit/s")
                          .toList())),
              hours(voice));
      case REBIRTH, POWER_CYCLE, RESUME_UPLOAD, SUPPORT_BUNDLE, RESTART -> Node.nothing();
    };
  }

  private static Node seconds(Voice voice) {
    return Pieces.field(
        "seconds",
        voice.say("commands.seconds"),
        el(
            "input",
            at("type", "number"),
            at("id", "seconds"),
            at("name", "seconds"),
            at("min", "1"),
            at("max", String.valueOf(MAX_SECONDS)),
            at("value", "30"),
            at("required")));
  }

  private static Node hours(Voice voice) {
    return Pieces.field(
        "hours",
        voice.say("commands.hours"),
        Pieces.select(
            "hours",
            "4",
            HOURS,
            HOURS.stream().map(it -> voice.count("time.hours", Long.parseLong(it))).toList()));
  }

  /** Checks what a form carries; empty where an argument is missing or out of range. */
  static Optional<SortedMap<String, String>> arguments(
      Name name, Map<String, String> form, Instant now) {
    SortedMap<String, String> arguments = new TreeMap<>();
    switch (name) {
      case FIND -> {
        arguments.put("camera", form.getOrDefault("camera", "").strip());
        arguments.put("seconds", form.getOrDefault("seconds", ""));
      }
      case SIGNAL -> arguments.put("seconds", form.getOrDefault("seconds", ""));
      case PAUSE_UPLOAD -> arguments.put("until", until(form, now));
      case BANDWIDTH -> {
        String mbit = form.getOrDefault("mbit", "");
        arguments.put(
            "limit", MBITS.contains(mbit) ? String.valueOf(Long.parseLong(mbit) * MBIT_BYTES) : "");
        arguments.put("until", until(form, now));
      }
      case REBIRTH, POWER_CYCLE, RESUME_UPLOAD, SUPPORT_BUNDLE, RESTART -> {}
    }
    String seconds = arguments.getOrDefault("seconds", "1");
    boolean isGood =
        arguments.values().stream().noneMatch(String::isEmpty)
            && seconds.matches("\\d{1,3}")
            && Integer.parseInt(seconds) <= MAX_SECONDS;
    return isGood ? Optional.of(arguments) : Optional.empty();
  }

  private static String until(Map<String, String> form, Instant now) {
    String hours = form.getOrDefault("hours", "");
    // A minute less than the dock's limit, whose clock is not quite ours.
    return HOURS.contains(hours)
        ? now.plus(Duration.ofHours(Long.parseLong(hours)).minusMinutes(1))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString()
        : "";
  }
}
