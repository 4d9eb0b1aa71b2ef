package org.dockwarden.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Opener;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.identity.Digest;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.OriginalFile;
import org.dockwarden.evidence.manifest.SealedObject;
import org.dockwarden.evidence.segment.SegmentDigester;

/**
 * Checks a single file with its papers beside it: the original, or the sealed object where the name
 * ends in {@code .age}. The papers carry the file's whole name: {@code NAME.manifest.json} and
 * {@code NAME.receipt.json} with their {@code .p7s}, and {@code NAME.custody.jsonl}.
 */
final class FileVerifier {
  private static final String SEALED_SUFFIX = ".age";
  private static final int BUFFER_BYTES = 256 * 1024;

  private final Path file;
  private final Checks checks;
  private final Papers papers;
  private final List<X25519Identity> identities;

  FileVerifier(Path file, Checks checks, Papers papers, List<X25519Identity> identities) {
    this.file = file;
    this.checks = checks;
    this.papers = papers;
    this.identities = List.copyOf(identities);
  }

  void check() {
    Optional<Manifest> manifest =
        papers.check(
            new Papers.Places(
                beside(".manifest.json"), beside(".receipt.json"), beside(".custody.jsonl")));
    if (manifest.isEmpty()) {
      checks.notChecked("content", "needs the manifest");
    } else if (String.valueOf(file.getFileName()).endsWith(SEALED_SUFFIX)) {
      checkSealed(manifest.get());
    } else {
      checks.check("original", () -> original(HostileFiles.digest(file), manifest.get().file()));
    }
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static String original(HostileFiles.Content content, OriginalFile expected)
      throws IOException {
    Checks.require(
        content.bytes() == expected.bytes(),
        "%d bytes (expected: %d)".formatted(content.bytes(), expected.bytes()));
    Checks.require(
        content.digest().equals(expected.digest()),
        "sha256 %s (expected: %s)".formatted(content.digest(), expected.digest()));
    return "%d bytes, sha256 %s".formatted(content.bytes(), content.digest());
  }

  private void checkSealed(Manifest manifest) {
    checks.check("sealed object", () -> sealed(manifest.sealed()));
    if (identities.isEmpty()) {
      checks.notChecked("original", "no --identity");
    } else {
      checks.check("original", () -> original(opened(), manifest.file()));
    }
  }

  /** S-4. */
  private String sealed(SealedObject expected) throws IOException {
    SegmentDigester digester = new SegmentDigester();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream input = HostileFiles.open(file)) {
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        digester.update(buffer, 0, count);
        bytes += count;
      }
    }
    Checks.require(
        bytes == expected.bytes(), "%d bytes (expected: %d)".formatted(bytes, expected.bytes()));
    Digest digest = digester.finish();
    Checks.require(
        digest.equals(expected.digest()),
        "segment digest %s (expected: %s)".formatted(digest, expected.digest()));
    return bytes + " bytes";
  }

  private HostileFiles.Content opened() throws IOException {
    try (InputStream sealed = HostileFiles.open(file);
        InputStream original = Opener.with(identities, ChunkCiphers.fastest()).open(sealed)) {
      return HostileFiles.digest(original);
    }
  }
}
