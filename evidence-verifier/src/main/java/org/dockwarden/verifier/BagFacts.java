package org.dockwarden.verifier;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.manifest.DockingFacts;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.OriginalFile;

/**
 * What {@code bag-info.txt} has to say (B-3). It is signed by nobody and is what many systems read
 * first, so every field is held against the signed manifest; only who made the bag, and when, is
 * the bag's own word.
 */
final class BagFacts {
  private static final Pattern FIELD = Pattern.compile("([A-Za-z-]+): (.*)", Pattern.DOTALL);
  private static final Set<String> OWN_WORD = Set.of("Source-Organization", "Bagging-Date");

  private BagFacts() {}

  /** Throws unless the text has exactly the fields that follow from manifest and attribution. */
  static String check(String text, Manifest manifest, Optional<Attribution> attribution)
      throws IOException {
    Map<String, String> missing = fields(manifest);
    attribution.ifPresent(
        it -> {
          missing.put("Dockwarden-Officer", AttributionCheck.who(it.officer()));
          missing.put("Dockwarden-Officer-Basis", it.basis().text());
        });
    Set<String> seen = new HashSet<>();
    for (String line : text.lines().toList()) {
      Matcher field = FIELD.matcher(line);
      Checks.require(field.matches(), line + " (expected: LABEL: VALUE)");
      String label = field.group(1);
      // Labels that differ in case only are the same to other readers (RFC 8493 2.2.2).
      Checks.require(seen.add(label.toLowerCase(Locale.ROOT)), label + ": twice");
      if (!OWN_WORD.contains(label)) {
        String expected = missing.remove(label);
        Checks.require(expected != null, label + ": (expected: no such field)");
        Checks.require(
            field.group(2).equals(expected),
            "%s: %s (expected: %s)".formatted(label, field.group(2), expected));
      }
    }
    Checks.require(missing.isEmpty(), missing.keySet() + ": missing");
    return seen.size() + " fields";
  }

  private static Map<String, String> fields(Manifest manifest) {
    OriginalFile file = manifest.file();
    DockingFacts docking = manifest.docking();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("External-Identifier", manifest.recordingId().hex());
    fields.put("Internal-Sender-Identifier", manifest.camera().id().toString());
    fields.put("Bag-Group-Identifier", docking.docking() + " " + file.group().orElse("-"));
    fields.put("Payload-Oxum", file.bytes() + ".1");
    fields.put("Dockwarden-Camera-Path", file.path().text());
    fields.put("Dockwarden-Kind", file.kind().text());
    fields.put("Dockwarden-Modified", file.modified().toString());
    file.recordedAt().ifPresent(at -> fields.put("Dockwarden-Recorded-At", at.toString()));
    fields.put("Dockwarden-Dock", docking.dock().text());
    fields.put("Dockwarden-Docked-At", docking.dockedAt().toString());
    return fields;
  }
}
