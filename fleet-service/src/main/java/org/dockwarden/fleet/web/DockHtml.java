package org.dockwarden.fleet.web;

import java.util.List;
import java.util.NavigableMap;
import org.dockwarden.fleet.dock.DockView;

/**
 * The table as a page that needs no script. All text of docks is escaped: it is theirs, not ours.
 */
final class DockHtml {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Dockwarden fleet</title>
      <meta http-equiv="refresh" content="5">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem;
        padding: 0 1rem;
        color: #1a1a1a; background: #fff }
      h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; vertical-align: top; padding: .35rem .7rem;
        border-bottom: 1px solid #ccc }
      .no { color: #a00000; font-weight: 600 } .yes { color: #00600f }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: 0 }
      dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
      </style></head><body>
      <h1>Dockwarden fleet</h1>
      """;

  private DockHtml() {}

  static byte[] write(List<DockView> docks, List<String> degraded) {
    StringBuilder html = new StringBuilder(HEAD);
    for (String reason : degraded) {
      html.append("<p class=\"no\" role=\"alert\">").append(escape(reason)).append("</p>\n");
    }
    if (docks.isEmpty()) {
      html.append("<p>No dock has said anything yet.</p>\n");
    }
    for (DockView dock : docks) {
      append(html, dock);
    }
    return FleetPage.utf8(html.append("</body></html>\n").toString());
  }

  private static void append(StringBuilder html, DockView dock) {
    html.append("<h2>").append(escape(dock.key().toString())).append(" ");
    appendPresence(html, dock.online());
    html.append("</h2>\n<p>last heard ").append(dock.heardAt()).append("</p>\n");
    appendMetrics(html, dock.metrics());
    html.append("<table><thead><tr><th scope=\"col\">Bay</th><th scope=\"col\">Known</th>");
    html.append("<th scope=\"col\">What it says</th></tr></thead><tbody>\n");
    dock.bays()
        .forEach(
            (name, bay) -> {
              html.append("<tr><th scope=\"row\">").append(escape(name)).append("</th><td>");
              appendPresence(html, bay.online());
              html.append("</td><td>");
              appendMetrics(html, bay.metrics());
              html.append("</td></tr>\n");
            });
    html.append("</tbody></table>\n");
  }

  private static void appendPresence(StringBuilder html, boolean online) {
    html.append(online ? "<span class=\"yes\">online</span>" : "<span class=\"no\">offline</span>");
  }

  private static void appendMetrics(StringBuilder html, NavigableMap<String, String> metrics) {
    html.append("<dl>");
    metrics.forEach(
        (name, value) ->
            html.append("<dt>")
                .append(escape(name))
                .append("</dt><dd>")
                .append(escape(value))
                .append("</dd>"));
    html.append("</dl>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
