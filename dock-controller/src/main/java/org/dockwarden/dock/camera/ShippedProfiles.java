package org.dockwarden.dock.camera;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The profiles that come with the dock, as TOML text; whoever reads them parses them. */
public final class ShippedProfiles {
  private static final String FOLDER = "/org/dockwarden/dock/profiles/";

  private ShippedProfiles() {}

  /** Name to TOML text, in the order in which they are tried, after the site's own profiles. */
  public static Map<String, String> texts() {
    List<String> names = read("index.txt").lines().filter(line -> !line.isBlank()).toList();
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : names) {
      texts.put(name, read(name + ".toml"));
    }
    return Collections.unmodifiableMap(texts);
  }

  private static String read(String file) {
    try (InputStream in =
        Objects.requireNonNull(ShippedProfiles.class.getResourceAsStream(FOLDER + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
