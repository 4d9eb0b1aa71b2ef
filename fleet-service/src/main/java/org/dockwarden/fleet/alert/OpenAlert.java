package org.dockwarden.fleet.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.dockwarden.fleet.alert.AlertEvent.Step;
import org.jspecify.annotations.Nullable;

/** An alert that is still changing. Not thread-safe: the engine owns it. */
final class OpenAlert {
  /** Bytes of the digest in an id; two alerts meet by chance once in 2^40 of them. */
  private static final int ID_BYTES = 10;

  final String id;
  final AlertKind kind;
  final Subject subject;
  final Instant since;
  final Instant openedAt;
  Severity severity;
  double value;
  String detail = "";
  int docks = 1;
  int siteDocks;
  boolean flapping;
  @Nullable String foldedInto;
  @Nullable Acknowledgement acknowledgement;
  @Nullable Severity told;

  /** Of a folded alert: since when fewer docks are left than make one. */
  @Nullable Instant fewSince;

  private @Nullable Instant closedAt;
  private int events;

  private OpenAlert(
      String id,
      AlertKind kind,
      Subject subject,
      Severity severity,
      Instant since,
      Instant openedAt) {
    this.id = id;
    this.kind = kind;
    this.subject = subject;
    this.severity = severity;
    this.since = since;
    this.openedAt = openedAt;
  }

  static OpenAlert open(
      AlertKind kind, Subject subject, Severity severity, Instant since, Instant now) {
    return new OpenAlert(id(kind, subject, now), kind, subject, severity, since, now);
  }

  static OpenAlert restore(Alert alert) {
    OpenAlert open =
        new OpenAlert(
            alert.id(),
            alert.kind(),
            alert.subject(),
            alert.severity(),
            alert.since(),
            alert.openedAt());
    open.value = alert.value();
    open.detail = alert.detail();
    open.docks = alert.docks();
    open.siteDocks = alert.siteDocks();
    open.flapping = alert.flapping();
    open.foldedInto = alert.foldedInto().orElse(null);
    open.acknowledgement = alert.acknowledgement().orElse(null);
    open.told = alert.told().orElse(null);
    open.events = alert.events();
    return open;
  }

  private static String id(AlertKind kind, Subject subject, Instant openedAt) {
    // Names have no control characters, so nothing but the same gives the same text.
    String text =
        String.join(
            "\n",
            kind.text(),
            subject.group().orElse(""),
            subject.dock().orElse(""),
            subject.bay().orElse(""),
            subject.camera().orElse(""),
            Long.toString(openedAt.toEpochMilli()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "al-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 (expected: in every Java platform)", e);
    }
  }

  /** Takes the next step. */
  AlertEvent step(Step step, Instant at, boolean isTold, String note) {
    events++;
    if (step == Step.CLEARED || step == Step.UNFOLDED) {
      closedAt = at;
    }
    if (step == Step.FOLDED) {
      told = null;
    } else if (isTold) {
      told = severity;
    }
    return new AlertEvent(id + "." + events, step, at, snapshot(), isTold, note);
  }

  Alert snapshot() {
    return new Alert(
        id,
        kind,
        subject,
        severity,
        since,
        openedAt,
        Optional.ofNullable(closedAt),
        value,
        detail,
        docks,
        siteDocks,
        flapping,
        Optional.ofNullable(foldedInto),
        Optional.ofNullable(acknowledgement),
        Optional.ofNullable(told),
        events);
  }
}
