package org.dockwarden.fleet.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dockwarden.evidence.pki.SecretFile;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Observation;
import org.dockwarden.fleet.alert.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of alerting as fleet.toml describes it, with its own threads and the real clock. */
final class AlertingServiceIT {
  private static final long PATIENCE_SECONDS = 30;
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;
  private final BlockingQueue<String> ids = new LinkedBlockingQueue<>();
  private HttpServer desk;
  private volatile int status = 204;

  @BeforeEach
  void start() throws IOException {
    desk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    desk.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    desk.start();
    SecretFile.write(folder.resolve("desk"), SECRET);
  }

  @AfterEach
  void stop() {
    desk.stop(0);
  }

  @Test
  @ExpectsLog("HTTP status 503")
  void whatADockDoesReachesTheDeskAlsoAfterARestart() throws Exception {
    Subject bay = Subject.bay("force-a:north", "dock-7", "3");
    String id;
    status = 503;
    try (AlertingService service = AlertingService.start(settings(), Clock.systemUTC())) {
      service
          .alerting()
          .observe(Observation.flag(AlertKind.USB_REFUSED, bay, Instant.now(), true, "0781:5581"));
      id = next();
      assertEquals("msg_" + service.alerting().open().getFirst().id() + ".1", id);
      await(() -> !service.health().isEmpty());
      assertTrue(service.health().getFirst().startsWith("destination desk: HTTP status 503"));
    }
    status = 204;
    ids.clear();
    try (AlertingService service = AlertingService.start(settings(), Clock.systemUTC())) {
      assertEquals(id, next());
      assertEquals(1, service.alerting().open().size());
      await(() -> service.health().isEmpty());
    }
  }

  private String next() throws InterruptedException {
    String id = ids.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return id == null ? "nothing" : id;
  }

  private interface Question {
    boolean isTrue() throws IOException;
  }

  private static void await(Question question) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(PATIENCE_SECONDS));
    while (!question.isTrue()) {
      assertTrue(Instant.now().isBefore(end), "in time");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private AlertingSettings settings() throws Exception {
    String toml =
        """
        [alerts]
        [[alerts.webhook]]
        name = "desk"
        url = "http://127.0.0.1:%d/hook"
        secret = "desk"
        """
            .formatted(desk.getAddress().getPort());
    Section root = Settings.parse(toml, folder.resolve("fleet.toml"));
    AlertingSettings settings = AlertingSettings.read(root.section("alerts"), folder);
    root.finish();
    return settings;
  }
}
