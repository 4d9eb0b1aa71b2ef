package org.dockwarden.fleet.notify.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.dockwarden.fleet.alert.AlertEvent;
import org.dockwarden.fleet.alert.AlertText;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.alert.Line;
import org.dockwarden.fleet.notify.Message;
import org.dockwarden.fleet.notify.Notice;

/**
 * What a mail says. Names of docks are theirs, not ours: every line is made one line.
 *
 * @param id left part of its Message-ID, the same for every attempt
 * @param parent left part of the Message-ID of the beginning of the alert; empty for a beginning
 *     and for a digest
 * @param at its date
 */
record MailText(
    String id, Optional<String> parent, Instant at, String language, String subject, String body) {
  private static final int MAX_SUBJECT = 150;
  private static final int MAX_LINE = 700;

  static MailText of(Message message, AlertWords words, ZoneId zone) {
    AlertEvent last = message.notices().getLast().event();
    return message.isDigest() ? digest(message, words, zone) : one(message, last, words, zone);
  }

  private static MailText one(Message message, AlertEvent event, AlertWords words, ZoneId zone) {
    AlertText text = words.text(event.alert(), zone);
    MailWords mail = MailWords.of(words);
    StringBuilder body = new StringBuilder();
    line(body, words.of(event.step()) + ": " + text.title() + " (" + text.severity() + ")");
    body.append('\n');
    line(body, mail.what + ": " + text.what());
    line(body, mail.where + ": " + text.where());
    line(body, mail.since + ": " + text.since());
    if (!event.isLast()) {
      line(body, mail.todo + ": " + text.todo());
    }
    if (!event.note().isEmpty()) {
      line(body, mail.note + ": " + event.note());
    }
    body.append('\n');
    line(body, words.time(event.at(), zone) + ", " + event.id());
    boolean isFirst = event.alert().events() == 1;
    return new MailText(
        message.id(),
        isFirst ? Optional.empty() : Optional.of("msg_" + event.alert().id() + ".1"),
        event.at(),
        words.tag(),
        subject(
            words.of(event.step())
                + ", "
                + text.severity()
                + ": "
                + text.title()
                + ", "
                + text.where()),
        body.toString());
  }

  private static MailText digest(Message message, AlertWords words, ZoneId zone) {
    MailWords mail = MailWords.of(words);
    StringBuilder body = new StringBuilder();
    line(body, mail.digest.formatted(message.notices().size()));
    body.append('\n');
    for (Notice notice : message.notices()) {
      AlertEvent event = notice.event();
      AlertText text = words.text(event.alert(), zone);
      line(
          body,
          "- "
              + words.of(event.step())
              + ", "
              + text.severity()
              + ": "
              + text.title()
              + ", "
              + text.where()
              + ". "
              + text.what()
              + " "
              + mail.since
              + ": "
              + text.since());
    }
    return new MailText(
        message.id(),
        Optional.empty(),
        message.notices().getLast().event().at(),
        words.tag(),
        subject(mail.digest.formatted(message.notices().size())),
        body.toString());
  }

  private static String subject(String text) {
    return Line.of("[Dockwarden] " + text, MAX_SUBJECT);
  }

  private static void line(StringBuilder body, String text) {
    body.append(Line.of(text, MAX_LINE)).append('\n');
  }
}
