package org.dockwarden.dock.camera;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.dock.camera.CameraProfile.BatteryRule;

/**
 * The charge that a camera writes into a file (F-26). What does not match, or is no percentage,
 * gives nothing: never a guess.
 */
public final class BatteryLevel {
  private static final int MAX_PATTERN_LENGTH = 512;
  private static final String GROUP = "percent";
  private static final int FULL = 100;

  private final Pattern pattern;

  private BatteryLevel(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Throws {@code IllegalArgumentException} where the pattern is wrong. */
  public static BatteryLevel of(BatteryRule rule) {
    if (rule.pattern().length() > MAX_PATTERN_LENGTH) {
      throw new IllegalArgumentException(
          "battery_pattern: %d characters (expected: <= %d)"
              .formatted(rule.pattern().length(), MAX_PATTERN_LENGTH));
    }
    Pattern pattern = Pattern.compile(rule.pattern(), Pattern.CASE_INSENSITIVE);
    if (!pattern.namedGroups().containsKey(GROUP)) {
      throw new IllegalArgumentException(
          "battery_pattern: " + rule.pattern() + " (expected: the named group " + GROUP + ")");
    }
    return new BatteryLevel(pattern);
  }

  /** The charge that a text tells, 0 to 100; empty if it tells none. */
  public OptionalInt in(String text) {
    Matcher matcher = pattern.matcher(text);
    String digits = matcher.find() ? matcher.group(GROUP) : null;
    if (digits == null || !digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > FULL) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(digits));
  }
}
