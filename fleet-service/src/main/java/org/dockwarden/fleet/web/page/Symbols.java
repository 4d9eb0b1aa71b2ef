package org.dockwarden.fleet.web.page;

import static org.dockwarden.fleet.web.html.Node.all;
import static org.dockwarden.fleet.web.html.Node.at;
import static org.dockwarden.fleet.web.html.Node.el;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dockwarden.fleet.web.html.Node;

/** Drawings, 24 by 24; the bays' are those of the display at the dock. */
final class Symbols {
  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("brand", "M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6zM8 12l3 3 5-6"),
          Map.entry("overview", "M4 4h7v7H4zM13 4h7v4h-7zM13 11h7v9h-7zM4 14h7v6H4z"),
          Map.entry("sites", "M12 21s7-6.5 7-11a7 7 0 0 0-14 0c0 4.500 7 11 7 11zM12 10v.1"),
          Map.entry(
              "camera",
              "M7 3h10v18H7zM12 8.500v.1M10 16h4M9.500 8.500a2.500 2.500 0 1 0 5 0"
                  + " 2.500 2.500 0 1 0-5 0"),
          Map.entry("alert", "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4"),
          Map.entry("late", "M12 7v5l3 3M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0"),
          Map.entry("command", "M4 6l5 5-5 5M12 18h8"),
          Map.entry("people", "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6"),
          Map.entry("list", "M8 6h12M8 12h12M8 18h12M4 6v.1M4 12v.1M4 18v.1"),
          Map.entry(
              "search",
              "M4 10.500a6.500 6.500 0 1 0 13 0 6.500 6.500 0 1 0-13 0M15.500" + " 15.500 21 21"),
          Map.entry("online", "M5 13l4 4L19 7"),
          Map.entry("offline", "M6 6l12 12M18 6 6 18"),
          Map.entry("critical", "M12 3 2 20h20zM12 10v4M12 17v.1"),
          Map.entry("warning", "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7v6M12 16.500v.1"),
          Map.entry("info", "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 11v6M12 7.500v.1"),
          Map.entry("theme-dark", "M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z"),
          Map.entry(
              "theme-light",
              "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19"
                  + " 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2"),
          Map.entry("theme-auto", "M4 5h16v11H4zM9 20h6M12 16v4"),
          Map.entry("empty", "M12 3v10m-4-4 4 4 4-4M4 15v5h16v-5"),
          Map.entry(
              "powered",
              "M4 10.500a6.500 6.500 0 1 0 13 0 6.500 6.500 0 1 0-13 0M15.500" + " 15.500 21 21"),
          Map.entry(
              "identified",
              "M4 10.500a6.500 6.500 0 1 0 13 0 6.500 6.500 0 1 0-13 0M15.500" + " 15.500 21 21"),
          Map.entry(
              "offloading",
              "M6 3h12M6 21h12M8 3v4c0 3 4 4 4 5s-4 2-4 5v4M16 3v4c0 3-4 4-4" + " 5s4 2 4 5v4"),
          Map.entry(
              "safe", "M12 2 4 5v6c0 5 3.500 8.500 8 10 4.500-1.500 8-5 8-10V5zM8 12l3 3" + " 5-6"),
          Map.entry("cleared", "M3 8h16v8H3zM21 11v2"),
          Map.entry("ready", "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M7 12l4 4 6-8"),
          Map.entry("refused", "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M6 6l12 12"),
          Map.entry("fault", "M12 3 2 20h20zM12 10v4M12 17v.1"),
          Map.entry("unknown", "M9 9a3 3 0 1 1 4 3c-1 .500-1 1-1 2M12 17v.1"));

  /** All of them, to be used by their names. */
  static final Node ALL = sprite();

  private Symbols() {}

  private static Node sprite() {
    List<Node> symbols =
        new TreeMap<>(PATHS)
            .entrySet().stream()
                .map(
                    it ->
                        el(
                            "symbol",
                            at("id", "s-" + it.getKey()),
                            at("viewBox", "0 0 24 24"),
                            el("path", at("class", "line"), at("d", it.getValue()))))
                .toList();
    return el("svg", at("class", "symbols"), at("aria-hidden", "true"), all(symbols));
  }
}
