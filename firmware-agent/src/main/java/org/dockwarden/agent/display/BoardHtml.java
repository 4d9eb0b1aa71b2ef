package org.dockwarden.agent.display;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.agent.display.words.Words;

/** The page as it is first painted; complete without its script. */
final class BoardHtml {
  private final Template page;
  private final Template bay;
  private final DisplaySettings.Theme theme;
  private final Language home;

  BoardHtml(DisplaySettings settings) throws IOException {
    this.page = Template.read("page.html");
    this.bay = Template.read("bay.html");
    this.theme = settings.theme();
    this.home = settings.language();
  }

  /**
   * What an address asks for.
   *
   * @param bay the one whose detail is open
   * @param isTeam whether what is for the device team is open
   * @param isStill whether it does not load itself again where there are no scripts
   */
  record Request(Language language, Optional<Integer> bay, boolean isTeam, boolean isStill) {
    /** The address of the same page with another part of it open. */
    String address(Language other, String open) {
      return "?lang=" + other.tag() + open + (isStill ? "&refresh=0" : "");
    }

    private String open() {
      return bay.map(number -> "&bay=" + number).orElse(isTeam ? "&team=1" : "");
    }
  }

  String write(BoardView view, Request request) {
    Words words = Words.in(view.language());
    Map<String, String> texts = new HashMap<>(BoardTexts.of(view));
    texts.putAll(BoardTexts.lost());
    texts.put("lang", view.language().tag());
    texts.put("other", view.language().other().tag());
    texts.put("version", view.version());
    texts.put("home", home.tag());
    texts.put("theme", BoardJson.lower(theme));
    texts.put("kind", BoardJson.lower(view.kind()));
    texts.put("silent", view.isSilent() ? "true" : "false");
    texts.put("toLanguage", request.address(view.language().other(), request.open()));
    texts.put("toTeam", request.address(view.language(), "&team=1"));
    texts.put("toBoard", request.address(view.language(), ""));
    texts.put("detail.number", request.bay().map(String::valueOf).orElse(""));
    Optional<BayView> open =
        view.bays().stream()
            .filter(one -> request.bay().equals(Optional.of(one.number())))
            .findFirst();
    texts.put("detail.state", open.map(BayView::state).orElse(""));
    texts.put("detail.look", open.map(BayView::look).orElse("empty"));
    Map<String, String> html = new HashMap<>();
    html.put("bays", bays(view, request));
    html.put("notices", notices(view.notices()));
    html.put("team", items(view.team()));
    html.put("rows", open.map(one -> rows(one.rows())).orElse(""));
    html.put("detailOpen", open.isPresent() ? " open" : "");
    html.put("teamOpen", request.isTeam() ? " open" : "");
    html.put("refreshHead", request.isStill() ? "" : "<meta http-equiv=\"refresh\" content=\"5\">");
    html.put("refreshNote", refreshNote(words, request));
    return page.fill(texts, html);
  }

  private static String refreshNote(Words words, Request request) {
    Request turned =
        new Request(request.language(), request.bay(), request.isTeam(), !request.isStill());
    String address = Template.escape(turned.address(request.language(), request.open()));
    String key = request.isStill() ? "page.refresh" : "page.rest";
    String note = request.isStill() ? "" : words.say("page.refreshes") + " ";
    return "%s<a href=\"%s\">%s</a>"
        .formatted(Template.escape(note), address, Template.escape(words.say(key)));
  }

  private String bays(BoardView view, Request request) {
    StringBuilder all = new StringBuilder();
    for (BayView one : view.bays()) {
      Map<String, String> texts = new HashMap<>(BoardJson.texts(one));
      texts.put("page.bay", Words.in(view.language()).say("page.bay"));
      texts.put("number", Integer.toString(one.number()));
      texts.put("look", one.look());
      texts.put("light", one.light());
      texts.put("symbol", one.symbol());
      texts.put("take", one.isTake() ? "true" : "false");
      texts.put("address", request.address(view.language(), "&bay=" + one.number()));
      texts.put("percent", Integer.toString(Math.max(0, one.percent())));
      Map<String, String> html = Map.of("progressHidden", one.percent() < 0 ? " hidden" : "");
      all.append(bay.fill(texts, html));
    }
    return all.toString();
  }

  private static String notices(List<BoardView.Notice> notices) {
    StringBuilder all = new StringBuilder();
    for (BoardView.Notice notice : notices) {
      all.append("<li data-weight=\"").append(BoardJson.lower(notice.weight())).append("\">");
      all.append(Template.escape(notice.text())).append("</li>");
    }
    return all.toString();
  }

  private static String items(List<String> lines) {
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append("<li>").append(Template.escape(line)).append("</li>"));
    return all.toString();
  }

  private static String rows(List<BayView.Row> rows) {
    StringBuilder all = new StringBuilder();
    for (BayView.Row row : rows) {
      all.append("<dt>").append(Template.escape(row.label())).append("</dt>");
      all.append(row.isTechnical() ? "<dd lang=\"en\">" : "<dd>");
      all.append(Template.escape(row.text())).append("</dd>");
    }
    return all.toString();
  }
}
