package org.dockwarden.gateway.settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;

/**
 * Everything that {@code gateway.toml} says.
 *
 * @param name the gateway's name; the common name of its receipt certificate
 * @param listen where docks connect
 * @param admin where operators ask, loopback
 * @param tls server certificate and who may connect
 * @param storage store and index
 * @param papers keys and trust for evidence
 * @param delivery what connects to the DEMS; empty: nothing is delivered
 * @param limits what docks may take
 */
public record GatewaySettings(
    String name,
    InetSocketAddress listen,
    InetSocketAddress admin,
    Tls tls,
    Storage storage,
    Papers papers,
    Optional<BagIt> delivery,
    Limits limits) {
  /** Files of TLS; {@code revoked} is read again when it changes. */
  public record Tls(Path certificate, Path key, Path docks, Optional<Path> revoked) {}

  /** Where things lie; {@code reserveBytes} of the store's disk are never used. */
  public record Storage(Path store, long reserveBytes, Path index) {}

  /** Files of keys and trust. */
  public record Papers(
      Path identities, Path manifestTrust, Path receiptCertificate, Path receiptKey) {}

  /** The BagIt hot folder. */
  public record BagIt(Path folder, Path acknowledgements) {}

  /** What docks may take. */
  public record Limits(
      int uploadsPerDock,
      int connectionsPerDock,
      int requests,
      long uploadBytes,
      Duration expiry,
      Duration headTime,
      Duration bodyTime,
      long bodyRate,
      Duration bodyRateTime) {}

  private enum ConnectorKind {
    BAGIT,
    NONE
  }

  private static final long KIB = 1L << 10;
  private static final long GIB = 1L << 30;

  /** Longest upload: SQLite and ext4 both go further. */
  private static final long MAX_UPLOAD_BYTES = 16L << 40;

  /** Files of private keys by the settings that name them. */
  public Map<String, Path> keys() {
    return Map.of(
        "tls.key", tls.key(),
        "receipts.key", papers.receiptKey(),
        "evidence.identities", papers.identities());
  }

  /** Reads a settings file. */
  public static GatewaySettings read(Path file) throws IOException, SettingsException {
    Section root = Settings.parse(Files.readString(file), file.toAbsolutePath());
    Section gateway = root.section("gateway");
    GatewaySettings settings =
        new GatewaySettings(
            name(gateway),
            ListenAddress.of(gateway, "listen", "0.0.0.0:8443"),
            admin(root.section("admin")),
            tls(root.section("tls")),
            storage(root),
            papers(root),
            delivery(root.section("delivery")),
            limits(root.section("limits")));
    root.finish();
    return settings;
  }

  private static String name(Section gateway) {
    String name = gateway.text("name");
    try {
      return new DockId(name).text(); // N-2: the same form.
    } catch (IllegalArgumentException e) {
      if (gateway.has("name")) {
        gateway.problem("name", name, "1 to 64 of A-Z a-z 0-9 . - _");
      }
      return name;
    }
  }

  private static InetSocketAddress admin(Section admin) {
    InetSocketAddress address = ListenAddress.of(admin, "listen", "127.0.0.1:9464");
    if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
      admin.problem("listen", address.toString(), "a loopback address");
    }
    return address;
  }

  private static Tls tls(Section tls) {
    return new Tls(
        tls.path("certificate"), tls.path("key"), tls.path("docks"), tls.optionalPath("revoked"));
  }

  private static Storage storage(Section root) {
    Section store = root.section("store");
    return new Storage(
        store.path("folder", "store"),
        store.byteCount("reserve", GIB, 0, Long.MAX_VALUE),
        root.section("index").path("file", "gateway.db"));
  }

  private static Papers papers(Section root) {
    Section receipts = root.section("receipts");
    return new Papers(
        root.section("evidence").path("identities"),
        root.section("manifests").path("trust"),
        receipts.path("certificate"),
        receipts.path("key"));
  }

  private static Optional<BagIt> delivery(Section delivery) {
    ConnectorKind kind = delivery.choice("connector", ConnectorKind.BAGIT, ConnectorKind.class);
    Section bagit = delivery.section("bagit");
    return switch (kind) {
      case NONE -> Optional.empty();
      case BAGIT ->
          Optional.of(
              new BagIt(
                  bagit.path("folder", "dems"),
                  bagit.path("acknowledgements", "dems-acknowledgements")));
    };
  }

  private static Limits limits(Section limits) {
    return new Limits(
        limits.integer("uploads_per_dock", 64, 1, 100_000),
        limits.integer("connections_per_dock", 16, 1, 10_000),
        limits.integer("requests", 256, 1, 10_000),
        limits.byteCount("upload_bytes", 256 * GIB, 1, MAX_UPLOAD_BYTES),
        limits.duration("expiry", Duration.ofDays(14), Duration.ofSeconds(1), Duration.ofDays(365)),
        limits.duration(
            "head_time", Duration.ofSeconds(75), Duration.ofMillis(100), Duration.ofHours(1)),
        limits.duration(
            "body_time", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofHours(1)),
        limits.byteCount("body_rate", KIB, 0, GIB),
        limits.duration(
            "body_rate_time", Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofHours(1)));
  }
}
