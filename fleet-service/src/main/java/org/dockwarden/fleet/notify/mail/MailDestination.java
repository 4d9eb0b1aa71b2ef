package org.dockwarden.fleet.notify.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.dockwarden.fleet.alert.Line;
import org.dockwarden.fleet.notify.Destination;
import org.dockwarden.fleet.notify.Message;
import org.dockwarden.fleet.notify.Outcome;
import org.dockwarden.fleet.notify.Route;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** People who get mail, by one mail server. Each message has a connection of its own. */
public final class MailDestination implements Destination {
  private static final int MAX_REASON = 200;
  private static final int PERMANENT = 500;

  private final String name;
  private final MailServer server;
  private final Envelope envelope;
  private final Route route;
  private final ZoneId zone;
  private final Session session;

  /**
   * From whom and to whom; the settings have checked the addresses.
   *
   * @param from also where what cannot be delivered comes back to
   */
  public record Envelope(String from, List<String> to) {
    public Envelope {
      to = List.copyOf(to);
    }

    /** Right side of Message-IDs. */
    String domain() {
      return from.substring(from.indexOf('@') + 1);
    }
  }

  public MailDestination(
      String name, MailServer server, Envelope envelope, Route route, ZoneId zone) {
    this.name = name;
    this.server = server;
    this.envelope = envelope;
    this.route = route;
    this.zone = zone;
    this.session = Session.getInstance(server.properties(envelope.from()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Route route() {
    return route;
  }

  @Override
  public String address() {
    return server + " " + envelope.to();
  }

  @Override
  public Outcome send(Message message, Instant now) {
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage mail = write(MailText.of(message, route.words(), zone));
      transport.connect(
          server.host(), server.port(), server.user().orElse(null), server.password());
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Outcome.Sent("");
    } catch (SendFailedException e) {
      return failed(e);
    } catch (MessagingException e) {
      return new Outcome.Unavailable(why(e), Optional.empty());
    }
  }

  private MimeMessage write(MailText text) throws MessagingException {
    String id = "<" + text.id() + "." + name + "@" + envelope.domain() + ">";
    MimeMessage mail = new IdentifiedMail(session, id);
    mail.setFrom(new InternetAddress(envelope.from(), true));
    for (String to : envelope.to()) {
      mail.addRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to, true));
    }
    mail.setSubject(text.subject(), "UTF-8");
    mail.setSentDate(Date.from(text.at()));
    if (text.parent().isPresent()) {
      String parent = "<" + text.parent().get() + "." + name + "@" + envelope.domain() + ">";
      mail.setHeader("In-Reply-To", parent);
      mail.setHeader("References", parent);
    }
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834, 5
    mail.setHeader("X-Auto-Response-Suppress", "All"); // the same for Exchange
    mail.setHeader("Content-Language", text.language());
    mail.setText(text.body(), "UTF-8");
    mail.setHeader("Content-Transfer-Encoding", "quoted-printable");
    mail.saveChanges();
    return mail;
  }

  /** Some of the recipients, or all of them, or the text was refused. */
  private static Outcome failed(SendFailedException failure) {
    Address[] sent = failure.getValidSentAddresses();
    if (sent != null && sent.length > 0) {
      return new Outcome.Sent("not to all recipients: " + why(failure));
    }
    return code(failure) >= PERMANENT
        ? new Outcome.Refused(why(failure))
        : new Outcome.Unavailable(why(failure), Optional.empty());
  }

  /** The server's reply; 0 where there is none. */
  private static int code(Exception failure) {
    int code =
        switch (failure) {
          case SMTPSendFailedException e -> e.getReturnCode();
          case SMTPAddressFailedException e -> e.getReturnCode();
          default -> 0;
        };
    Exception next = failure instanceof MessagingException e ? e.getNextException() : null;
    return next == null ? code : Math.max(code, code(next));
  }

  private static String why(MessagingException failure) {
    Exception next = failure.getNextException();
    String inner = next == null ? "" : ": " + next.getMessage();
    return Line.of(
        failure.getClass().getSimpleName() + ": " + failure.getMessage() + inner, MAX_REASON);
  }

  @Override
  public void close() {
    // Each message has had its own connection.
  }

  /** A mail whose Message-ID is ours: the same whenever it is tried again. */
  private static final class IdentifiedMail extends MimeMessage {
    private final String id;

    IdentifiedMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
