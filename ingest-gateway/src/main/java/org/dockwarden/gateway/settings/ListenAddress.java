package org.dockwarden.gateway.settings;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockwarden.evidence.settings.Section;

/** Reads {@code HOST:PORT}, {@code [IPV6]:PORT}; port 0 is any free one. */
final class ListenAddress {
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):(\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  private ListenAddress() {}

  static InetSocketAddress of(Section section, String key, String defaultText) {
    String text = section.text(key, defaultText);
    Optional<InetSocketAddress> address = parse(text);
    if (address.isEmpty()) {
      section.problem(key, text, "HOST:PORT");
    }
    return address.orElse(new InetSocketAddress(0));
  }

  static Optional<InetSocketAddress> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > MAX_PORT) {
      return Optional.empty();
    }
    String host = parts.group(1).replace("[", "").replace("]", "");
    return Optional.of(new InetSocketAddress(host, Integer.parseInt(parts.group(2))));
  }
}
