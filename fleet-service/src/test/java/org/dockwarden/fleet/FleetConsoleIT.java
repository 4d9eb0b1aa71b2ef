package org.dockwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.pki.SecretFile;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.fleet.mqtt.Mosquitto;
import org.dockwarden.fleet.mqtt.TestDock;
import org.dockwarden.fleet.notify.ServerTrust;
import org.dockwarden.fleet.web.Console;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole service: what a dock says over a real broker reaches the console and a service desk.
 */
final class FleetConsoleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String PASSWORD = "correct horse battery";

  @TempDir private static Path folder;
  @TempDir private Path store;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private HttpServer serviceDesk;
  private Mosquitto broker;
  private FleetService fleet;
  private HttpClient http;
  private String cookie = "";

  @BeforeEach
  void start() throws Exception {
    TestPki pki = new TestPki("everybody");
    pki.dock("fleet-1").write(folder, "fleet-1");
    pki.dock("dock-1").write(folder, "dock-1");
    pki.server("localhost").write(folder, "console");
    SecretFile.write(folder.resolve("desk"), SECRET);
    serviceDesk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serviceDesk.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            told.add(new String(body, StandardCharsets.UTF_8));
          }
        });
    serviceDesk.start();
    broker = Mosquitto.start(folder, pki);
    fleet = FleetService.start(settings(), Clock.systemUTC());
    await(() -> fleet.queries().health().degraded().isEmpty());
    http =
        HttpClient.newBuilder()
            .sslContext(ServerTrust.of(Optional.of(folder.resolve("ca.pem"))))
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    fleet.close();
    broker.stop();
    serviceDesk.stop(0);
  }

  private FleetSettings settings() throws Exception {
    String more =
        """
        [[alerts.webhook]]
        name = "desk"
        url = "http://127.0.0.1:%d/hook"
        secret = "desk"
        [console]
        listen = "127.0.0.1:0"
        certificate = "console.pem"
        key = "console.key"
        """
            .formatted(serviceDesk.getAddress().getPort());
    return TestSettings.of(broker.url(), folder, store, more);
  }

  @Test
  void refusedDeviceIsToldToTheServiceDeskShownAndAcknowledgedThere() throws Exception {
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-1")) {
      dock.birth();
      dock.bay("DBIRTH", "bay-2", "refused");
      String raised = told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertTrue(raised != null && raised.contains("usb-refused"), raised);
      assertTrue(raised.contains("\"dock\":\"dock-1\""), raised);

      signIn();
      String alerts = await("/alerts", page -> page.contains("USB device refused"));
      Matcher link = Pattern.compile("href=\"(/alerts/[^\"]+)\"").matcher(alerts);
      assertTrue(link.find(), alerts);
      post(link.group(1) + "/acknowledge", "note=on+my+way");
      await("/alerts", page -> page.contains("admin sees to it"));
      assertEquals(
          "admin", fleet.alerting().open().getFirst().acknowledgement().orElseThrow().who());
    }
  }

  @Test
  void rebirthThatIsAskedForInTheConsoleReachesTheDockAndIsInTheAuditList() throws Exception {
    try (TestDock dock = new TestDock(broker.url(), folder, "dock-1")) {
      dock.birth();
      signIn();
      await("/docks/g/dock-1", page -> page.contains("dock-1"));
      post("/docks/g/dock-1/commands/rebirth", "");
      assertTrue(dock.awaitRebirthRequest());
      await("/audit", page -> page.contains("Command: tell everything"));
      dock.birth();
      await("/commands", page -> page.contains("Done"));
    }
  }

  private void signIn() throws Exception {
    Console console = fleet.console().orElseThrow();
    console.makeAdministrator(console.setUpCode().orElseThrow(), "admin", PASSWORD);
    HttpResponse<String> answer =
        http.send(
            form("/sign-in", "name=admin&password=" + PASSWORD.replace(' ', '+')),
            BodyHandlers.ofString());
    assertEquals(303, answer.statusCode(), answer.body());
    cookie = answer.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private void post(String path, String fields) throws Exception {
    Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(get("/"));
    assertTrue(token.find());
    HttpResponse<String> answer =
        http.send(form(path, fields + "&csrf=" + token.group(1)), BodyHandlers.ofString());
    assertEquals(303, answer.statusCode(), answer.body());
  }

  private HttpRequest form(String path, String fields) {
    return HttpRequest.newBuilder(uri(path))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie)
        .POST(HttpRequest.BodyPublishers.ofString(fields))
        .build();
  }

  private String get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).header("cookie", cookie).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static void await(BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "the broker within " + PATIENCE);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private String await(String path, Predicate<String> holds) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String page = get(path);
      if (holds.test(page)) {
        return page;
      }
      if (System.nanoTime() > deadline) {
        return fail(path + " not as expected in " + PATIENCE + ": " + page);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private URI uri(String path) {
    int port = fleet.console().orElseThrow().address().getPort();
    return URI.create("https://localhost:" + port + path);
  }
}
