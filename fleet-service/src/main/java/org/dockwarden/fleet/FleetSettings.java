package org.dockwarden.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.fleet.alerting.AlertingSettings;
import org.dockwarden.fleet.web.ConsoleSettings;

/**
 * fleet.toml.
 *
 * @param name its name at the brokers, the Sparkplug host id
 * @param web where the page is
 * @param brokers all of them are connected to
 * @param hosting how docks are listened to
 * @param keeping what is kept, and where
 * @param alerts rules, and who is told
 * @param console none is served without it
 */
public record FleetSettings(
    String name,
    Listen web,
    Brokers brokers,
    Hosting hosting,
    Keeping keeping,
    AlertingSettings alerts,
    Optional<ConsoleSettings> console) {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
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

  /**
   * How docks are listened to.
   *
   * @param groupSeparator between force and site in a Sparkplug group
   * @param reorderTimeout how long a missing message is waited for
   * @param rebirthsPerSecond docks that are asked to tell everything again, at most
   */
  public record Hosting(String groupSeparator, Duration reorderTimeout, int rebirthsPerSecond) {
    public static final Hosting DEFAULT = new Hosting(":", Duration.ofSeconds(2), 50);
  }

  /**
   * What is kept.
   *
   * @param folder of inventory.db and history.db
   * @param swapCycles whole charges from which on a battery is on the swap list
   * @param missingAfter a camera in use that was not docked for so long is missing
   * @param lateAfter footage that is not delivered after so long is late
   */
  public record Keeping(
      Path folder,
      int swapCycles,
      Duration missingAfter,
      Duration lateAfter,
      long historyBytes,
      Duration historyAge) {
    /** All defaults, in this folder. */
    public static Keeping in(Path folder) {
      return new Keeping(
          folder, 300, Duration.ofDays(7), Duration.ofHours(24), 2 * GIB, Duration.ofDays(90));
    }
  }

  /** Reads fleet.toml; paths are relative to its folder. */
  public static FleetSettings read(Path file) throws IOException, SettingsException {
    Section root = Settings.parse(Files.readString(file), file);
    Keeping keeping = keeping(root);
    FleetSettings settings =
        new FleetSettings(
            name(root.section("fleet")),
            listen(root.section("web")),
            brokers(root.section("mqtt")),
            hosting(root),
            keeping,
            AlertingSettings.read(root.section("alerts"), keeping.folder()),
            root.has("console")
                ? Optional.of(ConsoleSettings.read(root.section("console"), keeping.folder()))
                : Optional.empty());
    root.finish();
    return settings;
  }

  private static Hosting hosting(Section root) {
    Section mqtt = root.section("mqtt");
    Hosting defaults = Hosting.DEFAULT;
    return new Hosting(
        root.section("fleet").text("group_separator", defaults.groupSeparator()),
        mqtt.duration(
            "reorder_timeout",
            defaults.reorderTimeout(),
            Duration.ofMillis(100),
            Duration.ofMinutes(1)),
        mqtt.integer("rebirths_per_second", defaults.rebirthsPerSecond(), 1, 10_000));
  }

  private static Keeping keeping(Section root) {
    Keeping defaults = Keeping.in(root.section("store").path("folder", "fleet-store"));
    Section inventory = root.section("inventory");
    Section history = root.section("history");
    return new Keeping(
        defaults.folder(),
        inventory.integer("swap_cycles", defaults.swapCycles(), 1, 100_000),
        inventory.duration(
            "missing_after", defaults.missingAfter(), Duration.ofHours(1), Duration.ofDays(3660)),
        inventory.duration(
            "late_after", defaults.lateAfter(), Duration.ofMinutes(1), Duration.ofDays(366)),
        history.byteCount("max_bytes", defaults.historyBytes(), 16 * MIB, 1024 * GIB),
        history.duration(
            "max_age", defaults.historyAge(), Duration.ofHours(1), Duration.ofDays(3660)));
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
    // It knows no users, so nobody from elsewhere may look.
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
