package org.dockwarden.evidence.age;

import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;

/** A text file of keys, one a line, with comments: identities or recipients. */
final class KeyFile {
  private KeyFile() {}

  /** Reads one key. */
  interface KeyParser<K> {
    K parse(String text) throws EvidenceException;
  }

  static <K> List<K> parse(String text, KeyParser<K> parser) throws EvidenceException {
    List<K> keys = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        keys.add(parser.parse(line));
      } catch (EvidenceException e) {
        throw new EvidenceException(e.code(), "line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (keys.isEmpty()) {
      throw new EvidenceException(ErrorCode.AGE_KEY_MALFORMED, "keys: 0 (expected: >= 1)");
    }
    return List.copyOf(keys);
  }
}
