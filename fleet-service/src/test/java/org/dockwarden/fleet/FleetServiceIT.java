package org.dockwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.fleet.mqtt.Mosquitto;
import org.dockwarden.fleet.mqtt.TestDock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service at a real broker, with docks that connect for real. */
final class FleetServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  @TempDir private static Path folder;
  @TempDir private Path store;

  private final HttpClient http = HttpClient.newHttpClient();
  private Mosquitto broker;
  private FleetService fleet;

  @BeforeEach
  void start() throws Exception {
    TestPki pki = new TestPki("everybody");
    pki.dock("fleet-1").write(folder, "fleet-1");
    pki.dock("dock-1").write(folder, "dock-1");
    broker = Mosquitto.start(folder, pki);
    fleet = FleetService.start(TestSettings.of(broker.url(), folder, store, ""), Clock.systemUTC());
    awaitHealth(200);
  }

  @AfterEach
  void stop() throws Exception {
    fleet.close();
    broker.stop();
    http.close();
  }

  @Test
  void showsWhatADockSaysAndThatItIsGone() throws Exception {
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-1")) {
      dock.birth();
      dock.bay("DBIRTH", "bay-2", "empty");
      dock.bay("DDATA", "bay-2", "offloading");
      JsonNode shown =
          awaitDocks(
              docks -> docks.at("/docks/0/bays/0/metrics/state").asText().equals("offloading"));
      assertTrue(shown.at("/docks/0/online").asBoolean());
      assertEquals("dock-1", shown.at("/docks/0/dock").asText());
      assertEquals("0.1.0", shown.at("/docks/0/metrics/software").asText());

      dock.vanish();
      awaitDocks(docks -> !docks.at("/docks/0/online").asBoolean(true));
    }
  }

  @Test
  void tellsDocksThatItIsThere() throws Exception {
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-1")) {
      String state = dock.hostState("fleet-1");
      assertTrue(state.startsWith("{\"online\":true,\"timestamp\":"), state);
    }
  }

  @Test
  void asksADockThatItHasMissedToTellEverythingAgain() throws Exception {
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-1")) {
      dock.bay("DDATA", "bay-1", "safe");
      assertTrue(dock.awaitRebirthRequest());
    }
  }

  @Test
  @ExpectsLog("Lost ssl://|No connection to ssl://")
  void isDegradedWithoutItsBrokerAndComesBackToIt() throws Exception {
    broker.stop();
    awaitHealth(503);
    broker.again();
    awaitHealth(200);
  }

  @Test
  void pageIsReadOnlyAndHtml() throws Exception {
    HttpResponse<String> page = get("/");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("<h1>Dockwarden fleet</h1>"));
    assertEquals(404, get("/elsewhere").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(uri("/docks")).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertEquals(405, http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  private void awaitHealth(int status) throws Exception {
    awaitAnswer("/healthz", answer -> answer.statusCode() == status);
  }

  private JsonNode awaitDocks(Predicate<JsonNode> holds) throws Exception {
    return json(awaitAnswer("/docks", answer -> holds.test(json(answer))));
  }

  private HttpResponse<String> awaitAnswer(String path, Predicate<HttpResponse<String>> holds)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<String> answer = get(path);
      if (holds.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        return fail("not as expected in " + PATIENCE + ": " + answer.body());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL.toMillis()));
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JsonMapper.builder().build().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    InetSocketAddress address = fleet.address();
    return URI.create("http://127.0.0.1:" + address.getPort() + path);
  }
}
