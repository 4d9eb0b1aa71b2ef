package org.dockwarden.verifier;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dockwarden.evidence.identity.Digest;

/** Reads files that somebody else arranged: no links, no devices, bounded sizes and counts. */
final class HostileFiles {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int MAX_FILES = 64;
  private static final int MAX_DEPTH = 3;

  private HostileFiles() {}

  /** A length and a SHA-256 digest. */
  record Content(long bytes, Digest digest) {}

  /** All of a small regular file. */
  static byte[] read(Path file, int maxBytes) throws IOException {
    requireRegular(file);
    try (InputStream input = open(file)) {
      byte[] bytes = input.readNBytes(maxBytes + 1);
      Checks.require(
          bytes.length <= maxBytes,
          "%s: too large (expected: <= %d bytes)".formatted(name(file), maxBytes));
      return bytes;
    }
  }

  /** Length and digest of a regular file of any size, in constant memory. */
  static Content digest(Path file) throws IOException {
    requireRegular(file);
    try (InputStream input = open(file)) {
      return digest(input);
    }
  }

  static Content digest(InputStream input) throws IOException {
    MessageDigest sha256 = Digest.bulkSha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
      sha256.update(buffer, 0, count);
      bytes += count;
    }
    return new Content(bytes, Digest.of(sha256.digest()));
  }

  static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, NOFOLLOW_LINKS);
  }

  /** Every regular file below the folder by its relative name; anything else is refused. */
  static SortedMap<String, Path> list(Path folder) throws IOException {
    Checks.require(
        Files.isDirectory(folder, NOFOLLOW_LINKS),
        "%s: (expected: a folder)".formatted(name(folder)));
    SortedMap<String, Path> files = new TreeMap<>();
    List<Path> folders = new ArrayList<>(List.of(folder));
    while (!folders.isEmpty()) {
      Path next = folders.removeLast();
      int depth = folder.relativize(next).getNameCount();
      Checks.require(depth <= MAX_DEPTH, "%s: nested too deep".formatted(name(next)));
      list(folder, next, files, folders);
    }
    return files;
  }

  private static void list(Path top, Path folder, SortedMap<String, Path> files, List<Path> folders)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        BasicFileAttributes kind =
            Files.readAttributes(entry, BasicFileAttributes.class, NOFOLLOW_LINKS);
        if (kind.isDirectory()) {
          folders.add(entry);
        } else {
          Checks.require(
              kind.isRegularFile(), "%s: neither file nor folder".formatted(name(entry)));
          String name = top.relativize(entry).toString();
          // Bytes that are no text all show as U+FFFD: one name here may be several on disk.
          Checks.require(files.put(name, entry) == null, "%s: twice".formatted(name));
        }
        Checks.require(
            files.size() + folders.size() <= MAX_FILES, "more than %d files".formatted(MAX_FILES));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void requireRegular(Path file) throws IOException {
    BasicFileAttributes kind =
        Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    Checks.require(kind.isRegularFile(), "%s: (expected: a regular file)".formatted(name(file)));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
