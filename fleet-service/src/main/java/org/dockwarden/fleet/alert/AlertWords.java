package org.dockwarden.fleet.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dockwarden.fleet.alert.AlertEvent.Step;

/** What an alert says to people, in one language. Names and codes of docks stay as they are. */
public enum AlertWords {
  ENGLISH("en"),
  WELSH("cy");

  private static final String TIME = "d MMM uuuu, HH:mm zzz";
  private static final Language IN_ENGLISH = new English();
  private static final Language IN_WELSH = new Welsh();

  private final String tag;

  AlertWords(String tag) {
    this.tag = tag;
  }

  private Language language() {
    return switch (this) {
      case ENGLISH -> IN_ENGLISH;
      case WELSH -> IN_WELSH;
    };
  }

  /** The language (RFC 5646): {@code en} or {@code cy}. */
  public String tag() {
    return tag;
  }

  /** The kind's name. */
  public String title(AlertKind kind) {
    return language().kind(kind).title();
  }

  /** The word for a severity. */
  public String of(Severity severity) {
    return language().severity(severity);
  }

  /** What happened, in two or three words. */
  public String of(Step step) {
    return language().step(step);
  }

  /** The alert in this language. */
  public AlertText text(Alert alert, ZoneId zone) {
    Language language = language();
    KindWords kind = language.kind(alert.kind());
    boolean isFolded = alert.subject().isSite();
    String what =
        isFolded
            ? language.folded(alert.docks(), Math.max(alert.docks(), alert.siteDocks()))
            : fill(kind.what(), alert);
    String todo = isFolded ? language.oneCause() + " " + kind.todo() : kind.todo();
    return new AlertText(
        kind.title(),
        of(alert.severity()),
        alert.flapping() ? what + " " + language.flapping() : what,
        where(alert.subject()),
        time(alert.since(), zone),
        todo);
  }

  /** A time for people. */
  public String time(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern(TIME, Locale.forLanguageTag(tag + "-GB"))
        .format(at.atZone(zone));
  }

  /** Site, dock, bay or camera. */
  public String where(Subject subject) {
    Language language = language();
    List<String> parts = new ArrayList<>();
    subject.group().ifPresent(it -> parts.add(language.part(Language.Part.SITE) + " " + it));
    subject.dock().ifPresent(it -> parts.add(language.part(Language.Part.DOCK) + " " + it));
    subject.bay().ifPresent(it -> parts.add(language.part(Language.Part.BAY) + " " + it));
    subject.camera().ifPresent(it -> parts.add(language.part(Language.Part.CAMERA) + " " + it));
    return parts.isEmpty() ? language.part(Language.Part.SERVICE) : String.join(", ", parts);
  }

  private String fill(String pattern, Alert alert) {
    String detail =
        alert.detail().isEmpty() && pattern.endsWith(": {detail}.") ? "?" : alert.detail();
    return pattern
        .replace("{value}", value(alert.kind(), alert.value()))
        .replace("{detail}", detail)
        .strip();
  }

  private String value(AlertKind kind, double value) {
    String number = String.format(Locale.ROOT, "%.0f", Math.floor(value));
    return switch (kind.measure()) {
      case HOURS -> language().hours(number);
      case DAYS, DAYS_LEFT -> language().days(number);
      case PERCENT -> number + " %";
      case COUNT, FLAG -> number;
    };
  }
}
