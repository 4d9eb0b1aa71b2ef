package org.dockwarden.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.dockwarden.fleet.alert.Alert;
import org.dockwarden.fleet.alert.AlertKind;
import org.dockwarden.fleet.alert.Silence;
import org.dockwarden.fleet.alerting.Alerting;
import org.dockwarden.fleet.web.desk.AlertDesk;

/** Shows alerting at the console's desk. */
final class AlertingDesk implements AlertDesk {
  private static final Comparator<AlertLine> WORST_THEN_OLDEST =
      Comparator.comparing(AlertLine::severity).reversed().thenComparing(AlertLine::since);

  private final Alerting alerting;
  private final InstantSource clock;

  AlertingDesk(Alerting alerting, InstantSource clock) {
    this.alerting = alerting;
    this.clock = clock;
  }

  @Override
  public List<AlertLine> open() {
    List<Silence> silences = alerting.silences();
    Instant now = clock.instant();
    return alerting.open().stream()
        .filter(alert -> alert.foldedInto().isEmpty())
        .map(alert -> line(alert, silentUntil(alert, silences, now)))
        .sorted(WORST_THEN_OLDEST)
        .toList();
  }

  @Override
  public List<AlertLine> closed(int limit) throws IOException {
    return alerting.closed(clock.instant(), limit).stream()
        .map(alert -> line(alert, Optional.empty()))
        .toList();
  }

  @Override
  public boolean acknowledge(String id, String note, String who) throws IOException {
    return alerting.acknowledge(id, who, note);
  }

  @Override
  public boolean silence(String id, Duration time, String reason, String who) throws IOException {
    Optional<Alert> alert =
        alerting.open().stream().filter(open -> open.id().equals(id)).findFirst();
    if (alert.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    return alerting.silence(
        new Silence(
            UUID.randomUUID().toString(),
            Optional.of(alert.get().kind()),
            alert.get().subject(),
            now,
            now.plus(time),
            reason,
            who,
            Optional.empty()));
  }

  private static Optional<Instant> silentUntil(Alert alert, List<Silence> silences, Instant now) {
    return silences.stream()
        .filter(silence -> silence.holdsAt(now))
        .filter(silence -> silence.kind().map(alert.kind()::equals).orElse(true))
        .filter(silence -> silence.scope().covers(alert.subject()))
        .map(Silence::until)
        .max(Comparator.naturalOrder());
  }

  private static AlertLine line(Alert alert, Optional<Instant> silentUntil) {
    return new AlertLine(
        alert.id(),
        alert.kind().text(),
        severity(alert),
        alert.subject().group(),
        alert.subject().dock(),
        alert.subject().bay(),
        alert.subject().camera(),
        alert.since(),
        alert.closedAt(),
        alert.detail(),
        amount(alert),
        alert.subject().isSite() ? OptionalInt.of(alert.docks()) : OptionalInt.empty(),
        alert.acknowledgement().map(it -> new Seen(it.who(), it.at(), it.note())),
        silentUntil);
  }

  private static Severity severity(Alert alert) {
    return switch (alert.severity()) {
      case INFO -> Severity.INFO;
      case WARNING -> Severity.WARNING;
      case CRITICAL -> Severity.CRITICAL;
    };
  }

  /** Of a whole site the docks are counted instead. */
  private static Optional<Amount> amount(Alert alert) {
    return alert.subject().isSite()
        ? Optional.empty()
        : unit(alert.kind().measure())
            .map(unit -> new Amount(unit, (long) Math.floor(alert.value())));
  }

  private static Optional<Amount.Unit> unit(AlertKind.Measure measure) {
    return switch (measure) {
      case FLAG -> Optional.empty();
      case HOURS -> Optional.of(Amount.Unit.HOURS);
      case DAYS -> Optional.of(Amount.Unit.DAYS);
      case DAYS_LEFT -> Optional.of(Amount.Unit.DAYS_LEFT);
      case PERCENT -> Optional.of(Amount.Unit.PERCENT);
      case COUNT -> Optional.of(Amount.Unit.COUNT);
    };
  }
}
