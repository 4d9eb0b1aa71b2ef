package org.dockwarden.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.dockwarden.evidence.identity.CameraPath;
import org.dockwarden.evidence.identity.Digest;

/** What lies on a simulated camera, digested by the demo itself before the camera is docked. */
final class CameraContents {
  private static final int BUFFER_BYTES = 256 * 1024;

  private CameraContents() {}

  /** A file on the camera. */
  record CameraFile(CameraPath path, long bytes, Digest digest) {}

  /** Every file of the volume, by path. */
  static List<CameraFile> read(Path volume) throws IOException {
    List<CameraFile> files = new ArrayList<>();
    for (Path file : list(volume)) {
      CameraPath path = CameraPath.ofRaw(rawBytes(volume, file));
      files.add(new CameraFile(path, Files.size(file), digest(file)));
    }
    files.sort((one, other) -> one.path().compareTo(other.path()));
    return files;
  }

  /** Whether there is no file on the volume, or no volume at all. */
  static boolean isEmpty(Path volume) throws IOException {
    return !Files.exists(volume) || list(volume).isEmpty();
  }

  /** The files that are on the volume now. */
  static List<Path> list(Path volume) throws IOException {
    try (Stream<Path> entries = Files.walk(volume)) {
      return entries.filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  /**
   * A path's bytes as the file system knows them. A {@link Path} keeps them, but only its URI form
   * gives them away whatever they are.
   */
  private static byte[] rawBytes(Path volume, Path file) {
    String base = volume.toUri().getRawPath();
    String escaped =
        file.toUri().getRawPath().substring(base.endsWith("/") ? base.length() : base.length() + 1);
    byte[] raw = new byte[escaped.length()];
    int length = 0;
    for (int at = 0; at < escaped.length(); at++) {
      if (escaped.charAt(at) == '%') {
        raw[length++] = (byte) HexFormat.fromHexDigits(escaped, at + 1, at + 3);
        at += 2;
      } else {
        raw[length++] = (byte) escaped.charAt(at);
      }
    }
    return Arrays.copyOf(raw, length);
  }

  private static Digest digest(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    }
    return Digest.of(sha256.digest());
  }
}
