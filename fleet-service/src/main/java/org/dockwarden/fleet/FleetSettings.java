package org.dockwarden.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;

/**
 * fleet.toml.
 *
 * @param name its name at the brokers, the Sparkplug host id
 * @param web where the page is
 * @param brokers all of them are connected to
 */
public record FleetSettings(String name, Listen web, Brokers brokers) {
  private static final int MAX_PORT = 65_535;
  private static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** A loopback address; port 0 means any. */
  public record Listen(String host, int port) {}

  /**
   * Brokers and the keys for those with TLS.
   *
   * @param urls {@code ssl://host:port}, or {@code tcp://} on loopback only
   */
  public record Brokers(List<String> urls, Path trust, Path certificate, Path key) {
    public Brokers {
      urls = List.copyOf(urls);
    }
  }

  /** Reads fleet.toml; paths are relative to its folder. */
  public static FleetSettings read(Path file) throws IOException, SettingsException {
    Section root = Settings.parse(Files.readString(file), file);
    FleetSettings settings =
        new FleetSettings(
            name(root.section("fleet")),
            listen(root.section("web")),
            brokers(root.section("mqtt")));
    root.finish();
    return settings;
  }

  private static String name(Section section) {
    String name = section.text("name");
    if (!name.matches(NAME_PATTERN)) {
      section.problem("name", name, "1 to 64 of A-Z a-z 0-9 . - _");
    }
    return name;
  }

  private static Listen listen(Section section) {
    String text = section.text("listen", "127.0.0.1:8086");
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    String port = text.substring(colon + 1);
    // There are no users yet, so nobody from elsewhere may look.
    if (!isLoopback(host) || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MAX_PORT) {
      section.problem("listen", text, "127.0.0.1:PORT");
      return new Listen("127.0.0.1", 0);
    }
    return new Listen(host, Integer.parseInt(port));
  }

  private static Brokers brokers(Section section) {
    List<String> urls = section.texts("brokers");
    if (urls.isEmpty()) {
      section.problem("brokers", "none", "at least one ssl://host:port");
    }
    for (String url : urls) {
      if (!isBroker(url)) {
        section.problem("brokers", url, "ssl://host:port, or tcp:// on loopback");
      }
    }
    return new Brokers(
        urls, section.path("trust"), section.path("certificate"), section.path("key"));
  }

  private static boolean isBroker(String text) {
    try {
      URI url = URI.create(text);
      String host = url.getHost();
      if (host == null || url.getPort() < 0) {
        return false;
      }
      return "ssl".equals(url.getScheme()) || ("tcp".equals(url.getScheme()) && isLoopback(host));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isLoopback(String host) {
    return List.of("127.0.0.1", "[::1]", "localhost").contains(host);
  }
}
