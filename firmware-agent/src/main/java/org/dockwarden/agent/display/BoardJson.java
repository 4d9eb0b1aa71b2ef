package org.dockwarden.agent.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonValue;

/** What the page's script puts into the page: texts by the name of their place, and little else. */
final class BoardJson {
  private BoardJson() {}

  /**
   * The parts of a page that may change, each by itself.
   *
   * @param bays by number
   */
  record Parts(JsonValue head, SortedMap<Integer, JsonValue> bays) {}

  /** What a page that has just been opened was told. */
  static final Parts NOTHING = new Parts(new JsonObjectBuilder().asValue(), new TreeMap<>());

  static Parts parts(BoardView view) {
    SortedMap<Integer, JsonValue> bays = new TreeMap<>();
    view.bays().forEach(bay -> bays.put(bay.number(), bay(bay)));
    return new Parts(head(view), bays);
  }

  /** What differs from what was sent before; nothing if nothing does. */
  static byte[] change(Parts before, Parts now) {
    JsonObjectBuilder json = new JsonObjectBuilder();
    boolean isSame = now.head().equals(before.head());
    if (!isSame) {
      json.put("head", now.head());
    }
    List<JsonValue> bays = new ArrayList<>();
    now.bays()
        .forEach(
            (number, bay) -> {
              if (!bay.equals(before.bays().get(number))) {
                bays.add(bay);
              }
            });
    return isSame && bays.isEmpty() ? new byte[0] : json.putArray("bays", bays).toBytes();
  }

  private static JsonValue head(BoardView view) {
    JsonObjectBuilder texts = new JsonObjectBuilder();
    BoardTexts.of(view).forEach(texts::put);
    return new JsonObjectBuilder()
        .put("language", view.language().tag())
        .put("version", view.version())
        .put("kind", lower(view.kind()))
        .put("silent", view.isSilent())
        .put("texts", texts)
        .putArray("notices", view.notices().stream().map(BoardJson::notice).toList())
        .putTexts("team", view.team())
        .asValue();
  }

  private static JsonValue notice(BoardView.Notice notice) {
    return new JsonObjectBuilder()
        .put("weight", lower(notice.weight()))
        .put("text", notice.text())
        .asValue();
  }

  private static JsonValue bay(BayView bay) {
    JsonObjectBuilder texts = new JsonObjectBuilder();
    texts(bay).forEach(texts::put);
    return new JsonObjectBuilder()
        .put("bay", bay.number())
        .put("look", bay.look())
        .put("light", bay.light())
        .put("symbol", bay.symbol())
        .put("take", bay.isTake())
        .put("percent", bay.percent())
        .put("spoken", bay.spoken())
        .put("texts", texts)
        .putArray("rows", bay.rows().stream().map(BoardJson::row).toList())
        .asValue();
  }

  private static JsonValue row(BayView.Row row) {
    return new JsonObjectBuilder()
        .put("label", row.label())
        .put("text", row.text())
        .put("technical", row.isTechnical())
        .asValue();
  }

  /** The texts of a bay by the name of their place. */
  static Map<String, String> texts(BayView bay) {
    return Map.of(
        "state", bay.state(),
        "say", bay.say(),
        "do", bay.toDo(),
        "progress", bay.progress(),
        "safe", bay.safe(),
        "ready", bay.ready(),
        "charge", bay.charge());
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
