package org.dockwarden.system.age;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/**
 * One vector of the age test kit: header lines {@code key: value}, an empty line, an age file.
 *
 * @param name the file's name
 * @param headers the last value of every key
 * @param sealed the age file
 */
record TestkitVector(String name, Map<String, String> headers, byte[] sealed) {
  static TestkitVector read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = endOfHeaders(all);
    Map<String, String> headers = new LinkedHashMap<>();
    new String(all, 0, end, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(pair -> headers.put(pair[0], pair[1]));
    byte[] rest = Arrays.copyOfRange(all, end + 2, all.length);
    byte[] sealed =
        headers.containsKey("compressed")
            ? new InflaterInputStream(new ByteArrayInputStream(rest)).readAllBytes()
            : rest;
    return new TestkitVector(String.valueOf(file.getFileName()), headers, sealed);
  }

  /** Whether it needs what the evidence format does not use: armor, passphrases, hybrid keys. */
  boolean isForeign() {
    return headers.containsKey("armored")
        || headers.containsKey("passphrase")
        || identity().startsWith("AGE-SECRET-KEY-PQ-");
  }

  String identity() {
    return headers.getOrDefault("identity", "");
  }

  String expected() {
    return headers.getOrDefault("expect", "");
  }

  private static int endOfHeaders(byte[] all) {
    for (int i = 0; i + 1 < all.length; i++) {
      if (all[i] == '\n' && all[i + 1] == '\n') {
        return i;
      }
    }
    throw new IllegalArgumentException("vector without an empty line");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TestkitVector that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
