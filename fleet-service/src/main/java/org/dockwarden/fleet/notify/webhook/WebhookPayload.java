package org.dockwarden.fleet.notify.webhook;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonValue;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertText;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.notify.EventJson;
import org.dockwarden.fleet.notify.Message;
import org.dockwarden.fleet.notify.Notice;

/** The body of a webhook, {@code spec/alert-webhook.md}. */
final class WebhookPayload {
  private WebhookPayload() {}

  /** The bytes, the same for every attempt. */
  static byte[] write(Message message, ZoneId zone) {
    AlertEvent last = message.notices().getLast().event();
    JsonObjectBuilder payload = new JsonObjectBuilder().put("timestamp", last.at());
    if (!message.isDigest()) {
      return payload
          .put("type", "alert." + last.step().text())
          .put("data", one(last, zone))
          .toBytes();
    }
    List<JsonValue> events = new ArrayList<>();
    for (Notice notice : message.notices()) {
      events.add(one(notice.event(), zone).asValue());
    }
    return payload
        .put("type", "alert.digest")
        .put("data", new JsonObjectBuilder().putArray("events", events))
        .toBytes();
  }

  private static JsonObjectBuilder one(AlertEvent event, ZoneId zone) {
    JsonObjectBuilder texts = new JsonObjectBuilder();
    for (AlertWords words : AlertWords.values()) {
      AlertText text = words.text(event.alert(), zone);
      texts.put(
          words.tag(),
          new JsonObjectBuilder()
              .put("step", words.of(event.step()))
              .put("title", text.title())
              .put("severity", text.severity())
              .put("what", text.what())
              .put("where", text.where())
              .put("since", text.since())
              .put("todo", text.todo()));
    }
    return EventJson.write(event).put("text", texts);
  }
}
