package org.dockwarden.fleet.notify.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.alert.Severity;
import org.dockwarden.fleet.alert.Subject;
import org.dockwarden.fleet.notify.Message;
import org.dockwarden.fleet.notify.Notice;
import org.dockwarden.fleet.notify.Outcome;
import org.dockwarden.fleet.notify.Route;
import org.dockwarden.fleet.notify.ServerTrust;
import org.dockwarden.fleet.notify.TestEvents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a real server, read by Python's e-mail package. */
final class MailDestinationIT {
  private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
  private static final Message RAISED = TestEvents.message(TestEvents.raised("1"));
  private static final Message CLEARED = TestEvents.message(TestEvents.cleared("1"));

  @TempDir private Path folder;
  private final TestPki pki = new TestPki("ca");
  private Path trust;

  @BeforeEach
  void writeTrust() throws IOException {
    trust = Files.writeString(folder.resolve("ca.pem"), pki.certificatePem());
  }

  @Test
  void saysWhatIsWrongOverStarttls() throws Exception {
    try (SmtpServer server = server("starttls")) {
      Outcome outcome = starttls(server.port(), "s3cret", "a@example.org").send(RAISED, NOW);
      assertEquals(new Outcome.Sent(""), outcome);
      JsonNode mail = server.taken().getFirst();
      assertTrue(mail.get("tls").booleanValue());
      assertEquals("fleet", mail.get("user").textValue());
      assertEquals("fleet@dw.example", mail.get("from").textValue());
      assertEquals("a@example.org", mail.get("to").get(0).textValue());
      assertEquals(0, mail.get("defects").size(), mail.get("defects").toString());
      assertEquals(0, mail.get("bare").intValue());
      assertTrue(mail.get("longest").intValue() <= 78);
      assertEquals("auto-generated", header(mail, "Auto-Submitted"));
      assertEquals("<msg_al-1.1.ops@dw.example>", header(mail, "Message-ID"));
      assertEquals("", header(mail, "In-Reply-To"));
      assertEquals("en", header(mail, "Content-Language"));
      assertEquals(
          "[Dockwarden] New, warning: Bay fault, Site force-a:north, dock dock-7, bay 3",
          header(mail, "Subject"));
      String body = mail.get("body").textValue();
      for (String part :
          List.of(
              "What is wrong: The bay has a fault: no-current.",
              "Where: Site force-a:north, dock dock-7, bay 3",
              "Since when: 27 Nov 2026, 23:04 GMT",
              "What to do: Take the camera out")) {
        assertTrue(body.contains(part), part + " in\n" + body);
      }
    }
  }

  @Test
  void theEndBelongsToTheBeginningAndAnAttemptIsTheSameMail() throws Exception {
    try (SmtpServer server = server("implicit")) {
      MailDestination mail = implicit(server.port(), AlertWords.WELSH);
      mail.send(RAISED, NOW);
      mail.send(CLEARED, NOW.plusSeconds(60));
      mail.send(CLEARED, NOW.plusSeconds(90));
      List<JsonNode> taken = server.taken();
      String first = header(taken.get(0), "Message-ID");
      assertEquals(first, header(taken.get(1), "In-Reply-To"));
      assertEquals(first, header(taken.get(1), "References"));
      assertEquals(taken.get(1).get("headers"), taken.get(2).get("headers"));
      assertTrue(header(taken.get(1), "Subject").contains("Ar ben, rhybudd: Nam ar fae"));
      assertTrue(taken.get(1).get("body").textValue().contains("Beth sydd o’i le"));
      assertEquals("cy", header(taken.get(1), "Content-Language"));
    }
  }

  @Test
  void aDockCannotWriteHeaders() throws Exception {
    String evil = "d\r\nBcc: all@example.org\r\n\r\nHello\u2028\u202Ex";
    AlertEvent event =
        TestEvents.event(
            "1", 1, AlertEvent.Step.RAISED, Subject.bay("g\nX: y", evil, "=?utf-8?q?"));
    try (SmtpServer server = server("implicit")) {
      assertEquals(
          new Outcome.Sent(""),
          implicit(server.port(), AlertWords.ENGLISH).send(TestEvents.message(event), NOW));
      JsonNode mail = server.taken().getFirst();
      List<String> names = new ArrayList<>();
      mail.get("headers").forEach(it -> names.add(it.get(0).textValue().toLowerCase(Locale.ROOT)));
      assertFalse(names.contains("bcc") || names.contains("x"), names.toString());
      assertEquals(names.size(), names.stream().distinct().count());
      assertEquals(1, mail.get("to").size());
      assertEquals(0, mail.get("defects").size(), mail.get("defects").toString());
      assertTrue(header(mail, "Subject").contains("Bcc: all@example.org"), "as text");
      assertFalse(mail.get("body").textValue().contains("\nHello"));
    }
  }

  @Test
  void manyAreOneMail() throws Exception {
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < Message.MAX_DIGEST; i++) {
      notices.add(new Notice(i, TestEvents.raised("" + i), 0, Optional.of("msg_digest_1")));
    }
    try (SmtpServer server = server("implicit")) {
      implicit(server.port(), AlertWords.ENGLISH).send(new Message("msg_digest_1", notices), NOW);
      JsonNode mail = server.taken().getFirst();
      assertTrue(header(mail, "Subject").contains("50 messages about alerts in one"));
      assertEquals(
          50, mail.get("body").textValue().lines().filter(it -> it.startsWith("- ")).count());
    }
  }

  @Test
  void aServerWithoutTlsGetsNeitherPasswordNorMail() throws Exception {
    try (SmtpServer server = server("plain")) {
      Outcome outcome = starttls(server.port(), "s3cret", "a@example.org").send(RAISED, NOW);
      assertInstanceOf(Outcome.Unavailable.class, outcome);
      assertEquals(List.of(), server.taken());
    }
  }

  @Test
  void aServerOfAnotherAuthorityOrNameGetsNothing() throws Exception {
    try (SmtpServer server =
        SmtpServer.start(folder, "starttls", new TestPki("stranger").server("localhost"))) {
      Outcome outcome = starttls(server.port(), "s3cret", "a@example.org").send(RAISED, NOW);
      assertInstanceOf(Outcome.Unavailable.class, outcome);
    }
    try (SmtpServer server =
        SmtpServer.start(folder, "implicit", pki.serverElsewhere("localhost"))) {
      Outcome outcome = implicit(server.port(), AlertWords.ENGLISH).send(RAISED, NOW);
      assertInstanceOf(Outcome.Unavailable.class, outcome);
      assertEquals(List.of(), server.taken());
    }
  }

  @Test
  void answersAreUnderstood() throws Exception {
    try (SmtpServer server = server("starttls")) {
      int port = server.port();
      Outcome wrong = starttls(port, "guess", "a@example.org").send(RAISED, NOW);
      assertInstanceOf(Outcome.Unavailable.class, wrong);
      assertFalse(wrong.toString().contains("guess"), wrong.toString());
      assertInstanceOf(
          Outcome.Refused.class, starttls(port, "s3cret", "nobody@example.org").send(RAISED, NOW));
      assertInstanceOf(
          Outcome.Unavailable.class,
          starttls(port, "s3cret", "later@example.org").send(RAISED, NOW));
      Outcome some =
          starttls(port, "s3cret", "a@example.org", "nobody@example.org").send(RAISED, NOW);
      assertTrue(some instanceof Outcome.Sent sent && !sent.remark().isEmpty(), some.toString());
      assertEquals(1, server.taken().size());
    }
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() throws Exception {
    int port;
    try (SmtpServer server = server("plain")) {
      port = server.port();
    }
    assertInstanceOf(
        Outcome.Unavailable.class, starttls(port, "s3cret", "a@example.org").send(RAISED, NOW));
  }

  @Test
  void thePasswordIsNotShown() throws Exception {
    MailServer server = server(1, MailServer.Security.STARTTLS, "s3cret");
    assertFalse(server.toString().contains("s3cret"), server.toString());
  }

  private SmtpServer server(String mode) throws IOException {
    return SmtpServer.start(folder, mode, pki.server("localhost"));
  }

  private MailDestination starttls(int port, String password, String... to) throws IOException {
    return destination(
        server(port, MailServer.Security.STARTTLS, password), AlertWords.ENGLISH, List.of(to));
  }

  private MailDestination implicit(int port, AlertWords words) throws IOException {
    return destination(
        server(port, MailServer.Security.IMPLICIT_TLS, "s3cret"), words, List.of("a@example.org"));
  }

  private MailServer server(int port, MailServer.Security security, String password)
      throws IOException {
    return new MailServer(
        "localhost",
        port,
        security,
        ServerTrust.of(Optional.of(trust)),
        Optional.of("fleet"),
        password);
  }

  private static MailDestination destination(MailServer server, AlertWords words, List<String> to) {
    return new MailDestination(
        "ops",
        server,
        new MailDestination.Envelope("fleet@dw.example", to),
        new Route(Severity.INFO, List.of(), words, 100),
        ZoneId.of("Europe/London"));
  }

  private static String header(JsonNode mail, String name) {
    for (JsonNode header : mail.get("headers")) {
      if (header.get(0).textValue().equalsIgnoreCase(name)) {
        return header.get(1).textValue();
      }
    }
    return "";
  }
}
