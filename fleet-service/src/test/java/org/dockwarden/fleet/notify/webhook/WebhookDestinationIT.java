package org.dockwarden.fleet.notify.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.pki.SecretFile;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.notify.Message;
import org.dockwarden.fleet.notify.Outcome;
import org.dockwarden.fleet.notify.Route;
import org.dockwarden.fleet.notify.ServerTrust;
import org.dockwarden.fleet.notify.TestEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks against a receiver of the test, their signatures checked by openssl. */
final class WebhookDestinationIT {
  private static final byte[] KEY =
      "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OLD_KEY =
      "vutsrqponmlkjihgfedcba9876543210".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
  private static final Message MESSAGE = TestEvents.message(TestEvents.raised("1"));

  @TempDir private Path folder;

  @Test
  void opensslMakesTheSameSignatures() throws Exception {
    try (TestReceiver receiver = TestReceiver.plain();
        WebhookDestination webhook = webhook(receiver.url(), Optional.empty())) {
      assertInstanceOf(Outcome.Sent.class, webhook.send(MESSAGE, NOW));
      TestReceiver.Request request = receiver.requests().getFirst();
      assertEquals("msg_al-1.1", request.header("webhook-id"));
      assertEquals("" + NOW.getEpochSecond(), request.header("webhook-timestamp"));
      assertEquals("application/json", request.header("content-type"));
      Path signed = folder.resolve("signed");
      Files.writeString(
          signed, request.header("webhook-id") + "." + request.header("webhook-timestamp") + ".");
      Files.write(signed, request.body(), StandardOpenOption.APPEND);
      assertEquals(
          "v1," + openssl(KEY, signed) + " v1," + openssl(OLD_KEY, signed),
          request.header("webhook-signature"));
    }
  }

  @Test
  void theSameMessageHasTheSameIdAndBodyAtEveryAttempt() throws Exception {
    try (TestReceiver receiver = TestReceiver.plain();
        WebhookDestination webhook = webhook(receiver.url(), Optional.empty())) {
      webhook.send(MESSAGE, NOW);
      webhook.send(MESSAGE, NOW.plusSeconds(60));
      List<TestReceiver.Request> requests = receiver.requests();
      assertEquals(requests.get(0).header("webhook-id"), requests.get(1).header("webhook-id"));
      assertTrue(Arrays.equals(requests.get(0).body(), requests.get(1).body()));
      assertFalse(
          requests
              .get(0)
              .header("webhook-signature")
              .equals(requests.get(1).header("webhook-signature")));
    }
  }

  @Test
  void theBodyIsTheExampleOfTheSpecification() throws Exception {
    try (TestReceiver receiver = TestReceiver.plain();
        WebhookDestination webhook = webhook(receiver.url(), Optional.empty())) {
      webhook.send(MESSAGE, NOW);
      ObjectMapper json = new ObjectMapper();
      JsonNode sent = json.readTree(receiver.requests().getFirst().body());
      String spec = Files.readString(Path.of("../spec/alert-webhook.md"));
      int begin = spec.indexOf("```json\n") + "```json\n".length();
      assertEquals(json.readTree(spec.substring(begin, spec.indexOf("```", begin))), sent);
    }
  }

  @Test
  void answersAreUnderstoodAsTheSpecificationSays() throws Exception {
    try (TestReceiver receiver = TestReceiver.plain();
        WebhookDestination webhook = webhook(receiver.url(), Optional.empty())) {
      for (int status : List.of(200, 201, 202, 204)) {
        receiver.answer(status);
        assertInstanceOf(Outcome.Sent.class, webhook.send(MESSAGE, NOW));
      }
      receiver.answer(410);
      assertInstanceOf(Outcome.Gone.class, webhook.send(MESSAGE, NOW));
      for (int status : List.of(400, 413, 422)) {
        receiver.answer(status);
        assertInstanceOf(Outcome.Refused.class, webhook.send(MESSAGE, NOW));
      }
      for (int status : List.of(301, 302, 307, 401, 404, 429, 500, 502, 504)) {
        receiver.answer(status);
        assertInstanceOf(Outcome.Unavailable.class, webhook.send(MESSAGE, NOW));
      }
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (TestReceiver receiver = TestReceiver.plain();
        TestReceiver other = TestReceiver.plain();
        WebhookDestination webhook = webhook(receiver.url(), Optional.empty())) {
      receiver.answer(307, "location", other.url().toString());
      assertInstanceOf(Outcome.Unavailable.class, webhook.send(MESSAGE, NOW));
      assertEquals(List.of(), other.requests());
    }
  }

  @Test
  void whatTheReceiverAsksForIsHeeded() throws Exception {
    try (TestReceiver receiver = TestReceiver.plain();
        WebhookDestination webhook = webhook(receiver.url(), Optional.empty())) {
      receiver.answer(429, "retry-after", "120");
      assertEquals(Optional.of(Duration.ofMinutes(2)), after(webhook));
      receiver.answer(503, "retry-after", "Sat, 28 Nov 2026 01:10:00 GMT");
      assertEquals(Optional.of(Duration.ofMinutes(10)), after(webhook));
      receiver.answer(503, "retry-after", "soon");
      assertEquals(Optional.empty(), after(webhook));
    }
  }

  @Test
  void aReceiverThatSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        WebhookDestination webhook =
            webhook(
                URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), Optional.empty())) {
      assertInstanceOf(Outcome.Unavailable.class, webhook.send(MESSAGE, NOW));
    }
  }

  @Test
  void aReceiverOfAnotherAuthorityOrNameGetsNothing() throws Exception {
    TestPki pki = new TestPki("ca");
    Path trust = Files.writeString(folder.resolve("ca.pem"), pki.certificatePem());
    Path stranger =
        Files.writeString(folder.resolve("stranger.pem"), new TestPki("x").certificatePem());
    try (TestReceiver receiver = TestReceiver.tls(pki.server("localhost"));
        TestReceiver elsewhere = TestReceiver.tls(pki.serverElsewhere("localhost"));
        WebhookDestination right = webhook(receiver.url(), Optional.of(trust));
        WebhookDestination untrusting = webhook(receiver.url(), Optional.of(stranger));
        WebhookDestination misled = webhook(elsewhere.url(), Optional.of(trust))) {
      assertInstanceOf(Outcome.Sent.class, right.send(MESSAGE, NOW));
      assertInstanceOf(Outcome.Unavailable.class, untrusting.send(MESSAGE, NOW));
      assertInstanceOf(Outcome.Unavailable.class, misled.send(MESSAGE, NOW));
      assertEquals(1, receiver.requests().size());
      assertEquals(List.of(), elsewhere.requests());
    }
  }

  private static Optional<Duration> after(WebhookDestination webhook) throws InterruptedException {
    return ((Outcome.Unavailable) webhook.send(MESSAGE, NOW)).after();
  }

  private WebhookDestination webhook(URI url, Optional<Path> trust) throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    String secrets =
        "whsec_" + base64.encodeToString(KEY) + "\nwhsec_" + base64.encodeToString(OLD_KEY);
    return new WebhookDestination(
        "desk",
        url,
        WebhookSecrets.read(SecretFile.write(folder.resolve("secret"), secrets)),
        ServerTrust.of(trust),
        new Route(Severity.INFO, List.of(), AlertWords.ENGLISH, 100),
        ZoneId.of("Europe/London"),
        Duration.ofSeconds(2));
  }

  private static String openssl(byte[] key, Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                "openssl",
                "dgst",
                "-sha256",
                "-mac",
                "HMAC",
                "-macopt",
                "hexkey:" + HexFormat.of().formatHex(key),
                "-binary",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] mac = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor());
    return Base64.getEncoder().encodeToString(mac);
  }
}
