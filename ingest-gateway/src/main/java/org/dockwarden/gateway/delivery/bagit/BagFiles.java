package org.dockwarden.gateway.delivery.bagit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.manifest.DockingFacts;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.wire.SignedDocumentJson;
import org.dockwarden.gateway.attribution.AttributionPapers;
import org.dockwarden.gateway.delivery.Evidence;

/** The text of a bag's tag files (B-3; RFC 8493, 2.1 and 2.2). Pure. */
final class BagFiles {
  private static final byte[] DECLARATION =
      "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
          .getBytes(StandardCharsets.US_ASCII);

  private BagFiles() {}

  /** Path of the payload file in the bag. */
  static String payload(Manifest manifest) {
    return "data/" + BagName.payload(manifest);
  }

  /** Every file of the bag but the payload and the tag manifest, by path. */
  static SequencedMap<String, byte[]> tagFiles(Evidence evidence, String gateway, Instant now) {
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    files.put("bagit.txt", DECLARATION.clone());
    files.put("bag-info.txt", bytes(bagInfo(evidence, gateway, now)));
    files.put(
        "manifest-sha256.txt",
        bytes(line(evidence.manifest().file().digest(), payload(evidence.manifest()))));
    files.put("dockwarden/manifest.json", evidence.paper().document());
    files.put("dockwarden/manifest.json.p7s", evidence.paper().signature());
    files.put("dockwarden/receipt.json", evidence.receipt().document());
    files.put("dockwarden/receipt.json.p7s", evidence.receipt().signature());
    files.put("dockwarden/custody.jsonl", lines(evidence.custody()));
    evidence.attribution().ifPresent(papers -> putAttribution(files, papers));
    return files;
  }

  /** */
  private static void putAttribution(Map<String, byte[]> files, AttributionPapers papers) {
    files.put("dockwarden/attribution.json", papers.paper().document());
    files.put("dockwarden/attribution.json.p7s", papers.paper().signature());
    files.put(
        "dockwarden/assignments.jsonl",
        lines(papers.events().stream().map(SignedDocumentJson::encode).toList()));
  }

  /** {@code tagmanifest-sha256.txt} over these files. */
  static byte[] tagManifest(Map<String, byte[]> tagFiles) {
    StringBuilder text = new StringBuilder();
    tagFiles.forEach((path, content) -> text.append(line(Digest.compute(content), path)));
    return bytes(text.toString());
  }

  /** A line of a manifest; our names need no escapes (B-2). */
  static String line(Digest digest, String path) {
    return digest + "  " + path + "\n";
  }

  private static String bagInfo(Evidence evidence, String gateway, Instant now) {
    Manifest manifest = evidence.manifest();
    OriginalFile file = manifest.file();
    DockingFacts docking = manifest.docking();
    StringBuilder text = new StringBuilder();
    tag(text, "Source-Organization", gateway);
    tag(text, "Bagging-Date", DateTimeFormatter.ISO_LOCAL_DATE.format(now.atZone(ZoneOffset.UTC)));
    tag(text, "External-Identifier", manifest.recordingId().hex());
    tag(text, "Internal-Sender-Identifier", manifest.camera().id().toString());
    tag(text, "Bag-Group-Identifier", docking.docking() + " " + file.group().orElse("-"));
    tag(text, "Payload-Oxum", file.bytes() + ".1");
    tag(text, "Dockwarden-Camera-Path", file.path().text());
    tag(text, "Dockwarden-Kind", file.kind().text());
    tag(text, "Dockwarden-Modified", file.modified().toString());
    file.recordedAt().ifPresent(at -> tag(text, "Dockwarden-Recorded-At", at.toString()));
    tag(text, "Dockwarden-Dock", docking.dock().text());
    tag(text, "Dockwarden-Docked-At", docking.dockedAt().toString());
    evidence.attribution().ifPresent(papers -> tagOfficer(text, papers.attribution()));
    return text.toString();
  }

  private static void tagOfficer(StringBuilder text, Attribution attribution) {
    tag(text, "Dockwarden-Officer", attribution.officer().map(OfficerId::text).orElse("unknown"));
    tag(text, "Dockwarden-Officer-Basis", attribution.basis().text());
  }

  private static void tag(StringBuilder text, String label, String value) {
    text.append(label).append(": ").append(value.replaceAll("\\p{Cntrl}", "?")).append('\n');
  }

  private static byte[] lines(List<byte[]> documents) {
    StringBuilder text = new StringBuilder();
    for (byte[] entry : documents) {
      text.append(new String(entry, StandardCharsets.UTF_8)).append('\n');
    }
    return bytes(text.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
