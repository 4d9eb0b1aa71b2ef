package org.dockwarden.dock.camera;

import java.nio.charset.StandardCharsets;

/**
 * A pattern over the raw bytes of a path, without regard to the case of ASCII letters: {@code ?} is
 * one character other than {@code /}, {@code *} any number of them, {@code **} any number of
 * characters with {@code /}, and {@code **}{@code /} also stands for no folder at all. Everything
 * else is itself. Names need not be text: only bytes are compared (spec/camera-profiles.md, 3).
 */
final class Glob {
  private static final int MAX_LENGTH = 512;

  private final byte[] pattern;

  private Glob(byte[] pattern) {
    this.pattern = pattern;
  }

  static Glob of(String pattern) {
    byte[] bytes = pattern.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_LENGTH || bytes[0] == '/') {
      throw new IllegalArgumentException(
          "pattern: " + pattern + " (expected: relative, 1 to " + MAX_LENGTH + " bytes)");
    }
    return new Glob(bytes);
  }

  /**
   * Whether the whole path matches. Bounded by pattern length times path length: a row of the
   * matrix "pattern up to here matches path up to there" is carried along, nothing backtracks.
   */
  boolean matches(byte[] path) {
    boolean[] reached = new boolean[path.length + 1];
    reached[0] = true;
    int at = 0;
    while (at < pattern.length) {
      int stars = starsAt(at);
      if (stars == 0) {
        reached = afterOne(reached, path, pattern[at]);
        at++;
      } else if (stars == 1) {
        reached = afterStar(reached, path);
        at++;
      } else if (at + 2 < pattern.length && pattern[at + 2] == '/') {
        reached = afterFolders(reached, path);
        at += 3;
      } else {
        reached = afterAnything(reached);
        at += 2;
      }
    }
    return reached[path.length];
  }

  private int starsAt(int at) {
    if (pattern[at] != '*') {
      return 0;
    }
    return at + 1 < pattern.length && pattern[at + 1] == '*' ? 2 : 1;
  }

  private static boolean[] afterOne(boolean[] before, byte[] path, byte wanted) {
    boolean[] after = new boolean[before.length];
    for (int i = 0; i < path.length; i++) {
      boolean fits = wanted == '?' ? path[i] != '/' : lower(path[i]) == lower(wanted);
      after[i + 1] = before[i] && fits;
    }
    return after;
  }

  private static boolean[] afterStar(boolean[] before, byte[] path) {
    boolean[] after = before.clone();
    for (int i = 0; i < path.length; i++) {
      after[i + 1] |= after[i] && path[i] != '/';
    }
    return after;
  }

  private static boolean[] afterFolders(boolean[] before, byte[] path) {
    boolean[] after = before.clone();
    boolean open = false;
    for (int i = 0; i < path.length; i++) {
      open |= before[i];
      after[i + 1] |= open && path[i] == '/';
    }
    return after;
  }

  private static boolean[] afterAnything(boolean[] before) {
    boolean[] after = before.clone();
    for (int i = 1; i < after.length; i++) {
      after[i] |= after[i - 1];
    }
    return after;
  }

  private static byte lower(byte value) {
    return value >= 'A' && value <= 'Z' ? (byte) (value + ('a' - 'A')) : value;
  }
}
