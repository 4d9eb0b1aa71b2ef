package org.dockwarden.evidence.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Collects the problems of one file. */
final class Problems {
  private final String source;
  private final KeyLines lines;
  private final SequencedSet<String> found = new LinkedHashSet<>();

  Problems(String source, KeyLines lines) {
    this.source = source;
    this.lines = lines;
  }

  /** Notes {@code key: what (expected: expected)}, with the key's line where it is known. */
  void add(String key, String what, String expected) {
    int line = lines.lineOf(key);
    found.add(
        "%s%s: %s: %s (expected: %s)"
            .formatted(source, line > 0 ? ":" + line : "", key, what, expected));
  }

  void throwIfAny() throws SettingsException {
    if (!found.isEmpty()) {
      List<String> problems = new ArrayList<>(found);
      throw new SettingsException(problems);
    }
  }
}
