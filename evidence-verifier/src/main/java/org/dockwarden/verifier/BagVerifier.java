package org.dockwarden.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;

/** Checks an evidence bag: RFC 8493 and rules B-1 to B-3. */
final class BagVerifier {
  private static final String BAGIT = "bagit.txt";
  private static final String BAG_INFO = "bag-info.txt";
  private static final String PAYLOAD_MANIFEST = "manifest-sha256.txt";
  private static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  private static final String DECLARATION =
      "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
  private static final int MAX_TAG_BYTES = 1024 * 1024;

  /**
   * B-3: every file but payload and tag manifest. The bag's own manifests are signed by nobody, so
   * a file that they name beyond these is somebody's addition, and might tell another BagIt reader
   * to fetch something or to go by other digests.
   */
  private static final Set<String> TAG_FILES =
      Set.of(
          BAGIT,
          BAG_INFO,
          PAYLOAD_MANIFEST,
          "dockwarden/manifest.json",
          "dockwarden/manifest.json.p7s",
          "dockwarden/receipt.json",
          "dockwarden/receipt.json.p7s",
          "dockwarden/custody.jsonl");

  /** RFC 8493 2.1.3; names of ours have no percent sign, so nothing is escaped. */
  private static final Pattern MANIFEST_LINE =
      Pattern.compile("([0-9a-f]{64})[ \\t]+([^%\\p{Cntrl}]+)");

  /** Names that B-2 takes as they are, whatever the system. */
  private static final Pattern PLAIN_NAME =
      Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9._ -]{0,198}[A-Za-z0-9_-])?");

  private final Path bag;
  private final Checks checks;
  private final Papers papers;
  private final Trust trust;

  BagVerifier(Path bag, Checks checks, Papers papers, Trust trust) {
    this.bag = bag;
    this.checks = checks;
    this.papers = papers;
    this.trust = trust;
  }

  void check() {
    Optional<SortedMap<String, Path>> files = checks.find("bag", () -> HostileFiles.list(bag));
    if (files.isEmpty()) {
      return; // What cannot even be listed is not read any further.
    }
    checks.check(BAGIT, this::checkDeclaration);
    Optional<Map<String, Digest>> payload =
        checks.find("payload manifest", () -> payloadManifest(bag.resolve(PAYLOAD_MANIFEST)));
    Optional<Map<String, Digest>> tags =
        checks.find("tag manifest", () -> tagManifest(bag.resolve(TAG_MANIFEST)));
    if (payload.isPresent() && tags.isPresent()) {
      checks.check("complete", () -> complete(files.get(), payload.get(), tags.get()));
    } else {
      checks.notChecked("complete", "needs both manifests of the bag");
    }
    Path folder = bag.resolve("dockwarden");
    Optional<Manifest> manifest =
        papers.check(
            new Papers.Places(
                folder.resolve("manifest.json"),
                folder.resolve("receipt.json"),
                folder.resolve("custody.jsonl")));
    boolean hasAttribution =
        files.get().keySet().stream().anyMatch(AttributionCheck.FILES::contains);
    Optional<Attribution> attribution = Optional.empty();
    if (hasAttribution && manifest.isPresent()) {
      attribution = new AttributionCheck(folder, checks, trust).check(manifest.get());
    } else if (hasAttribution) {
      checks.notChecked("attribution", "needs the manifest");
    } else {
      checks.check("attribution", () -> "none in the bag");
    }
    checkPayload(payload, manifest, attribution, hasAttribution);
  }

  private String checkDeclaration() throws IOException {
    String text = text(bag.resolve(BAGIT));
    Checks.require(text.equals(DECLARATION), "(expected: BagIt-Version 1.0, UTF-8)");
    return "BagIt 1.0";
  }

  private static Map<String, Digest> payloadManifest(Path file) throws IOException {
    Map<String, Digest> payload = manifest(file);
    Checks.require(payload.size() == 1, "%d files (expected: 1)".formatted(payload.size()));
    String name = payload.keySet().iterator().next();
    Checks.require(
        name.startsWith("data/") && name.indexOf('/', 5) < 0,
        "%s: (expected: data/NAME)".formatted(name));
    return payload;
  }

  /** Every tag file has the digest that the tag manifest says. */
  private Map<String, Digest> tagManifest(Path file) throws IOException {
    Map<String, Digest> tags = manifest(file);
    for (Map.Entry<String, Digest> tag : tags.entrySet()) {
      requireInside(tag.getKey());
      Digest found = HostileFiles.digest(bag.resolve(tag.getKey())).digest();
      Checks.require(
          found.equals(tag.getValue()),
          "%s: sha256 %s (expected: %s)".formatted(tag.getKey(), found, tag.getValue()));
    }
    return tags;
  }

  private static void requireInside(String name) throws IOException {
    for (String component : name.split("/", -1)) {
      Checks.require(
          !component.isEmpty() && !component.equals(".") && !component.equals(".."),
          "%s: (expected: a path inside the bag)".formatted(name));
    }
  }

  /** Exactly the files of B-3 and the payload, no more and no fewer. */
  private static String complete(
      SortedMap<String, Path> files, Map<String, Digest> payload, Map<String, Digest> tags)
      throws IOException {
    Set<String> expected = new TreeSet<>(TAG_FILES);
    if (files.keySet().stream().anyMatch(AttributionCheck.FILES::contains)) {
      expected.addAll(AttributionCheck.FILES); // All three or none (B-3).
    }
    for (String name : expected) {
      Checks.require(tags.containsKey(name), "%s: not in the tag manifest".formatted(name));
    }
    expected.addAll(payload.keySet());
    expected.add(TAG_MANIFEST);
    for (String name : expected) {
      Checks.require(files.containsKey(name), "%s: missing".formatted(name));
    }
    for (String name : files.keySet()) {
      Checks.require(expected.contains(name), "%s: no file of a bag".formatted(name));
    }
    return files.size() + " files";
  }

  private void checkPayload(
      Optional<Map<String, Digest>> listed,
      Optional<Manifest> manifest,
      Optional<Attribution> attribution,
      boolean hasAttribution) {
    if (listed.isEmpty() || manifest.isEmpty()) {
      checks.notChecked("payload", "needs payload manifest and manifest");
      checks.notChecked(BAG_INFO, "needs the manifest");
      return;
    }
    Map.Entry<String, Digest> payload = listed.get().entrySet().iterator().next();
    checks.check("payload", () -> payload(payload, manifest.get()));
    if (hasAttribution && attribution.isEmpty()) {
      checks.notChecked(BAG_INFO, "needs the attribution");
      return;
    }
    checks.check(
        BAG_INFO, () -> BagFacts.check(text(bag.resolve(BAG_INFO)), manifest.get(), attribution));
  }

  private String payload(Map.Entry<String, Digest> listed, Manifest manifest) throws IOException {
    String name = manifest.file().path().fileName();
    Checks.require(
        listed.getKey().equals("data/" + name) || !PLAIN_NAME.matcher(name).matches(),
        "%s (expected: data/%s)".formatted(listed.getKey(), name));
    HostileFiles.Content content = HostileFiles.digest(bag.resolve(listed.getKey()));
    Checks.require(
        content.bytes() == manifest.file().bytes(),
        "%d bytes (expected: %d)".formatted(content.bytes(), manifest.file().bytes()));
    for (Digest expected : List.of(listed.getValue(), manifest.file().digest())) {
      Checks.require(
          content.digest().equals(expected),
          "sha256 %s (expected: %s)".formatted(content.digest(), expected));
    }
    return "%d bytes, sha256 %s".formatted(content.bytes(), content.digest());
  }

  private static Map<String, Digest> manifest(Path file) throws IOException {
    Map<String, Digest> entries = new TreeMap<>();
    String text = text(file);
    Checks.require(text.endsWith("\n"), file.getFileName() + ": the last line has no end");
    for (String line : text.lines().toList()) {
      Matcher entry = MANIFEST_LINE.matcher(line);
      Checks.require(
          entry.matches(), "%s: (expected: digest, space, name)".formatted(file.getFileName()));
      Digest before = entries.put(entry.group(2), new Digest(entry.group(1)));
      Checks.require(before == null, "%s: twice".formatted(entry.group(2)));
    }
    return entries;
  }

  private static String text(Path file) throws IOException {
    byte[] bytes = HostileFiles.read(file, MAX_TAG_BYTES);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file.getFileName() + ": not UTF-8", e);
    }
  }
}
