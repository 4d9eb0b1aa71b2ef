package org.dockwarden.demo.dems;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockwarden.evidence.identity.Digest;

/** Reads a whole bag and compares it with its own manifests (RFC 8493, section 3). */
final class BagCheck {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int MIN_LINE = 2 * Digest.BYTES + 2;

  private BagCheck() {}

  /** What the check found. */
  sealed interface Outcome permits Sound, Unsound {}

  /**
   * The bag is complete and valid.
   *
   * @param payload SHA-256 of the one payload file, computed here
   */
  record Sound(Digest payload) implements Outcome {}

  /** The bag is not what it says, and why. */
  record Unsound(String reason) implements Outcome {}

  /** Throws {@link IOException} only when the bag cannot be read, not when it is wrong. */
  static Outcome check(Path bag) throws IOException {
    try {
      return new Sound(payloadDigest(bag));
    } catch (WrongBagException e) {
      return new Unsound(e.reason);
    } catch (NoSuchFileException e) {
      return new Unsound("missing: " + bag.relativize(Path.of(e.getFile())));
    }
  }

  private static Digest payloadDigest(Path bag) throws IOException, WrongBagException {
    require(
        Files.readString(bag.resolve("bagit.txt")).startsWith("BagIt-Version: 1.0\n"),
        "bagit.txt: not a BagIt 1.0 bag");
    Map<String, Digest> tags = manifest(bag, "tagmanifest-sha256.txt");
    Map<String, Digest> payload = manifest(bag, "manifest-sha256.txt");
    require(payload.size() == 1, "payload files: " + payload.size() + " (expected: 1)");
    require(
        filesUnder(bag.resolve("data"), bag).equals(payload.keySet()),
        "data/: files and manifest-sha256.txt differ");
    for (String name : Set.of("bagit.txt", "bag-info.txt", "manifest-sha256.txt")) {
      require(tags.containsKey(name), "tagmanifest-sha256.txt: " + name + " is not in it");
    }
    compare(bag, tags);
    compare(bag, payload);
    compareOxum(bag, payload.keySet());
    return payload.values().iterator().next();
  }

  private static void compare(Path bag, Map<String, Digest> manifest)
      throws IOException, WrongBagException {
    for (Map.Entry<String, Digest> line : manifest.entrySet()) {
      Digest found = digest(bag.resolve(line.getKey()));
      require(
          found.equals(line.getValue()),
          line.getKey() + ": SHA-256 " + found + " (expected: " + line.getValue() + ")");
    }
  }

  private static void compareOxum(Path bag, Set<String> payload)
      throws IOException, WrongBagException {
    long bytes = 0;
    for (String name : payload) {
      bytes += Files.size(bag.resolve(name));
    }
    String oxum = "Payload-Oxum: " + bytes + "." + payload.size();
    require(
        Files.readAllLines(bag.resolve("bag-info.txt")).contains(oxum),
        "bag-info.txt: not " + oxum);
  }

  private static Map<String, Digest> manifest(Path bag, String name)
      throws IOException, WrongBagException {
    Map<String, Digest> lines = new LinkedHashMap<>();
    for (String line : Files.readString(bag.resolve(name)).lines().toList()) {
      require(line.length() > MIN_LINE, name + ": line too short");
      String path = unescape(line.substring(2 * Digest.BYTES).strip());
      Path file = bag.resolve(path).normalize();
      require(file.startsWith(bag) && !file.equals(bag), name + ": path outside the bag");
      require(
          lines.put(path, parse(line.substring(0, 2 * Digest.BYTES))) == null,
          name + ": " + path + " twice");
    }
    return lines;
  }

  private static Digest parse(String hex) throws WrongBagException {
    try {
      return new Digest(hex);
    } catch (IllegalArgumentException e) {
      throw new WrongBagException("manifest: " + e.getMessage());
    }
  }

  /** RFC 8493, 2.1.3: only line feed, carriage return and percent are encoded. */
  private static String unescape(String path) {
    return path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
  }

  private static Set<String> filesUnder(Path folder, Path bag) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> bag.relativize(file).toString())
          .collect(Collectors.toSet());
    }
  }

  private static Digest digest(Path file) throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    }
    return Digest.of(sha256.digest());
  }

  private static void require(boolean holds, String reason) throws WrongBagException {
    if (!holds) {
      throw new WrongBagException(reason);
    }
  }

  private static final class WrongBagException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    WrongBagException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
