package org.dockwarden.dock.camera;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.dock.camera.CameraProfile.RecordedAtRule;

/**
 * When a recording began, by the camera's clock as its file name says (spec/camera-profiles.md, 4).
 * A path that does not match, or names a time that does not exist, gives nothing: never a guess.
 */
public final class RecordedAt {
  /** Longer paths than Linux allows are not read; bounds the work of the regular expression. */
  private static final int MAX_PATH_BYTES = 4096;

  private static final int MAX_PATTERN_LENGTH = 512;
  private static final int CENTURY = 2000;
  private static final List<String> GROUPS =
      List.of("year", "month", "day", "hour", "minute", "second");

  private final Pattern pattern;
  private final ZoneId zone;

  private RecordedAt(Pattern pattern, ZoneId zone) {
    this.pattern = pattern;
    this.zone = zone;
  }

  /** Throws {@code IllegalArgumentException} where the pattern, a group or the zone is wrong. */
  public static RecordedAt of(RecordedAtRule rule) {
    if (rule.pattern().length() > MAX_PATTERN_LENGTH) {
      throw new IllegalArgumentException(
          "recorded_at.pattern: %d characters (expected: <= %d)"
              .formatted(rule.pattern().length(), MAX_PATTERN_LENGTH));
    }
    Pattern pattern = Pattern.compile(rule.pattern(), Pattern.CASE_INSENSITIVE);
    if (!pattern.namedGroups().keySet().containsAll(GROUPS)) {
      throw new IllegalArgumentException(
          "recorded_at.pattern: "
              + rule.pattern()
              + " (expected: the named groups "
              + GROUPS
              + ")");
    }
    try {
      return new RecordedAt(pattern, ZoneId.of(rule.zone()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "recorded_at.zone: " + rule.zone() + " (expected: such as Europe/London or UTC)", e);
    }
  }

  /** The start of the recording with this raw path, if the path tells it. */
  public Optional<Instant> of(byte[] rawPath) {
    if (rawPath.length > MAX_PATH_BYTES) {
      return Optional.empty();
    }
    // One character a byte: digits are found in any name, whatever its encoding.
    Matcher matcher = pattern.matcher(new String(rawPath, StandardCharsets.ISO_8859_1));
    return matcher.find() ? instant(matcher) : Optional.empty();
  }

  private Optional<Instant> instant(Matcher matcher) {
    try {
      int year = number(matcher, "year");
      LocalDateTime local =
          LocalDateTime.of(
              year < 100 ? CENTURY + year : year,
              number(matcher, "month"),
              number(matcher, "day"),
              number(matcher, "hour"),
              number(matcher, "minute"),
              number(matcher, "second"));
      // In the hour that a clock change repeats or leaves out the name alone does not tell.
      return zone.getRules().getValidOffsets(local).size() == 1
          ? Optional.of(local.atZone(zone).toInstant())
          : Optional.empty();
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, String group) {
    String digits = matcher.group(group);
    if (digits == null) {
      throw new NumberFormatException(group);
    }
    return Integer.parseInt(digits);
  }
}
