package org.dockwarden.fleet.web;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import org.dockwarden.fleet.dock.DockView;
import org.dockwarden.fleet.dock.Metric;

/**
 * The table as a page that needs no script, in one language. All text of docks is escaped: it is
 * theirs, not ours.
 */
final class DockHtml {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem;
        padding: 0 1rem; color: #1a1a1a; background: #fff }
      h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem }
      nav a { display: inline-block; margin-right: 1.5rem; padding: .3rem 0; color: #003f8a }
      a:focus-visible { outline: 3px solid #003f8a; outline-offset: 2px }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; vertical-align: top; padding: .35rem .7rem;
        border-bottom: 1px solid #ccc }
      .no { color: #a00000; font-weight: 600 } .yes { color: #00600f }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: 0 }
      dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
      """;

  private static final String REFRESHING = "&amp;refresh=5";

  private final Words words;
  private final boolean refreshes;
  private final StringBuilder html = new StringBuilder();

  private DockHtml(Words words, boolean refreshes) {
    this.words = words;
    this.refreshes = refreshes;
  }

  /**
   * The page.
   *
   * @param degraded what of the service itself is not well
   * @param refreshes whether it loads itself again
   */
  static byte[] write(List<DockView> docks, List<String> degraded, Words words, boolean refreshes) {
    return new DockHtml(words, refreshes).page(docks, degraded);
  }

  private byte[] page(List<DockView> docks, List<String> degraded) {
    appendHead();
    for (String reason : degraded) {
      html.append("<p class=\"no\" role=\"alert\">").append(escape(reason)).append("</p>\n");
    }
    if (docks.isEmpty()) {
      html.append("<p>").append(words.nothingYet).append("</p>\n");
    }
    docks.forEach(this::append);
    return FleetPage.utf8(html.append("</main></body></html>\n").toString());
  }

  private void appendHead() {
    Words other = words.other();
    String same = refreshes ? REFRESHING : "";
    String switched = refreshes ? "" : REFRESHING;
    html.append("<!DOCTYPE html>\n<html lang=\"").append(words.tag).append("\"><head>");
    html.append("<meta charset=\"utf-8\"><title>").append(words.title).append("</title>\n");
    if (refreshes) {
      html.append("<meta http-equiv=\"refresh\" content=\"5\">\n");
    }
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<style>\n").append(STYLE).append("</style></head><body>\n<nav>");
    html.append("<a href=\"?lang=").append(other.tag).append(same).append("\" lang=\"");
    html.append(other.tag).append("\" hreflang=\"").append(other.tag).append("\">");
    html.append(other.ownName).append("</a><a href=\"?lang=").append(words.tag).append(switched);
    html.append("\">").append(refreshes ? words.rest : words.refresh).append("</a></nav>\n");
    html.append("<main><h1>").append(words.title).append("</h1>\n");
  }

  private void append(DockView dock) {
    html.append("<h2>").append(escape(dock.key().toString())).append(" ");
    appendPresence(dock.online());
    html.append("</h2>\n<p>").append(words.lastHeard).append(' ');
    html.append(dock.heardAt().truncatedTo(ChronoUnit.SECONDS)).append("</p>\n");
    appendMetrics(dock.metrics());
    html.append("<table><thead><tr>");
    for (String title : List.of(words.bay, words.state, words.says)) {
      html.append("<th scope=\"col\">").append(title).append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    dock.bays()
        .forEach(
            (name, bay) -> {
              html.append("<tr><th scope=\"row\">").append(escape(name)).append("</th><td>");
              appendPresence(bay.online());
              html.append("</td><td>");
              appendMetrics(bay.metrics());
              html.append("</td></tr>\n");
            });
    html.append("</tbody></table>\n");
  }

  private void appendPresence(boolean online) {
    html.append(online ? "<span class=\"yes\">" : "<span class=\"no\">");
    html.append(online ? words.online : words.offline).append("</span>");
  }

  private void appendMetrics(NavigableMap<String, Metric> metrics) {
    html.append("<dl>");
    metrics.forEach(
        (name, metric) ->
            html.append("<dt>")
                .append(escape(name))
                .append("</dt><dd>")
                .append(escape(metric.text()))
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
