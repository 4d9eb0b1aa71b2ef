package org.dockwarden.agent.issue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.evidence.json.UnicodeText;

/**
 * What an operator asks of the desk, on the loopback address: {@code POST /desk/find} {@code
 * {"camera"}}, {@code /desk/lost} {@code {"by", "camera"}}, {@code /desk/issue} {@code {"bay",
 * "by", "officer"}}. Only JSON is taken, which a page from elsewhere cannot send unasked (CORS).
 */
public final class DeskEndpoint implements HttpHandler {
  /** Where it answers. */
  public static final String PATH = "/desk/";

  private static final int MAX_BYTES = 4096;

  private final IssueDesk desk;

  public DeskEndpoint(IssueDesk desk) {
    this.desk = desk;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
        exchange.sendResponseHeaders(415, -1);
      } else {
        answer(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
      JsonObjectReader request = JsonObjectReader.of(StrictJson.read(body, MAX_BYTES));
      Optional<JsonObjectBuilder> answer =
          switch (exchange.getRequestURI().getPath()) {
            case PATH + "find" -> find(request);
            case PATH + "lost" -> lost(request);
            case PATH + "issue" -> issue(request);
            default -> Optional.empty();
          };
      send(exchange, answer.isPresent() ? 200 : 404, answer.orElseGet(JsonObjectBuilder::new));
    } catch (EvidenceException e) {
      send(exchange, 400, new JsonObjectBuilder().put("detail", String.valueOf(e.getMessage())));
    }
  }

  private Optional<JsonObjectBuilder> find(JsonObjectReader request) throws EvidenceException {
    CameraId camera = request.text("camera", CameraId::parse);
    request.finish();
    return desk.find(camera).map(bay -> new JsonObjectBuilder().put("bay", bay.number()));
  }

  private Optional<JsonObjectBuilder> lost(JsonObjectReader request) throws EvidenceException {
    CameraId camera = request.text("camera", CameraId::parse);
    String by = request.text("by", DeskEndpoint::name);
    request.finish();
    return desk.lost(camera, by) ? Optional.of(new JsonObjectBuilder()) : Optional.empty();
  }

  private Optional<JsonObjectBuilder> issue(JsonObjectReader request) throws EvidenceException {
    OfficerId officer = request.text("officer", OfficerId::new);
    BayNumber bay = new BayNumber((int) request.integer("bay", 1, BayNumber.MAX));
    String by = request.text("by", DeskEndpoint::name);
    request.finish();
    return desk.issue(officer, bay, by)
        .map(camera -> new JsonObjectBuilder().put("camera", camera.toString()));
  }

  private static String name(String text) {
    return UnicodeText.requireLine("by", text, Assignment.MAX_BY_LENGTH);
  }

  private static void send(HttpExchange exchange, int status, JsonObjectBuilder json)
      throws IOException {
    byte[] body = json.toBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
