package org.dockwarden.verifier;

import java.util.ArrayList;
import java.util.List;
import org.dockwarden.evidence.json.JsonObjectBuilder;

/** All checks of one file or bag. */
record Verdict(String path, List<Check> checks) {
  Verdict {
    path = Check.printable(path);
    checks = List.copyOf(checks);
  }

  /** Whether nothing failed; what could not be checked is said, and is never a required check. */
  boolean holds() {
    return checks.stream().noneMatch(check -> check.outcome() == Check.Outcome.FAILED);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    checks.forEach(check -> lines.add(check.line()));
    lines.add("%s: %s".formatted(holds() ? "VERIFIED" : "NOT VERIFIED", path));
    return lines;
  }

  JsonObjectBuilder json() {
    return new JsonObjectBuilder()
        .put("path", path)
        .put("verified", holds())
        .putArray("checks", checks.stream().map(check -> json(check).asValue()).toList());
  }

  private static JsonObjectBuilder json(Check check) {
    return new JsonObjectBuilder()
        .put("check", check.name())
        .put("outcome", check.outcome().text())
        .put("detail", check.detail());
  }
}
