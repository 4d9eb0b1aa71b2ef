package org.dockwarden.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dockwarden.demo.pki.DemoKeys;

/**
 * Writes what each daemon reads: the same files a real installation has, so that they serve as
 * examples. Written anew at every start, since the ports change.
 */
final class Configuration {
  static final String MOSQUITTO = "mosquitto.conf";

  /** So small that the demo runs on a laptop's nearly full disk. */
  private static final String RESERVE = "64MiB";

  /** The simulated camera's own: nothing on it is left out, and it is known to write no more. */
  private static final String PROFILE =
      """
      name = "demo-camera"
      interface_classes = [0x08]
      ignore = []
      settle = "250ms"

      [recorded_at]
      pattern = '_(?<year>20[0-9]{2})(?<month>[0-9]{2})(?<day>[0-9]{2})_(?<hour>[0-9]{2})\
      (?<minute>[0-9]{2})(?<second>[0-9]{2})[.]'
      zone = "UTC"

      [[match]]
      vendor_id = "1209"
      product_id = "d0c1"

      [[file]]
      pattern = "**/*.mp4"
      kind = "footage"
      [[file]]
      pattern = "**/*.mov"
      kind = "footage"
      [[file]]
      pattern = "**/*.json"
      kind = "sidecar"
      [[file]]
      pattern = "**/*.gpx"
      kind = "sidecar"
      """;

  private final DemoFolder folder;
  private final Addresses addresses;
  private final Broker broker;
  private final Path launcher;

  Configuration(DemoFolder folder, Addresses addresses, Broker broker, Path launcher) {
    this.folder = folder;
    this.addresses = addresses;
    this.broker = broker;
    this.launcher = launcher;
  }

  void write() throws IOException {
    put("agent.toml", agent());
    put("eraser.toml", eraser());
    put("profiles/demo-camera.toml", PROFILE);
    put("gateway.toml", gateway());
    Officers.write(folder.root());
    put("fleet.toml", fleet());
    if (broker instanceof Broker.Mosquitto) {
      put(MOSQUITTO, mosquitto());
      put("mosquitto.acl", mosquittoRules());
    }
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.root().resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private String agent() {
    return """
    [dock]
    id = "%s"
    hardware = "simulated"
    bays = 6

    [dock.simulated]
    folder = "bays"
    charge_speed = 240

    [issue]
    reader = "simulated"
    cache = "agent/officers"
    cleared = true
    refresh = "5s"

    [charging]
    budget = 6000
    full_time = "10s"

    [profiles]
    folder = "profiles"

    [journal]
    file = "agent/agent.db"

    [spool]
    folder = "agent/spool"
    quota = "64GiB"
    reserve = "%s"

    [sealing]
    recipients = "keys/recipients.txt"

    [gateway]
    url = "https://127.0.0.1:%d"
    trust = "keys/server-ca.pem"
    certificate = "keys/dock.pem"
    key = "keys/dock.key"

    [receipts]
    trust = "keys/receipt-ca.pem"

    [release]
    stage = "delivered"
    hold = "0s"
    eraser = [%s, "eraser", "--config", %s]

    [health]
    brokers = [%s]
    group = "demo"
    start_spread = "0s"
    %s
    [status]
    listen = "127.0.0.1:%d"
    """
        .formatted(
            DemoKeys.DOCK,
            RESERVE,
            addresses.gateway(),
            Toml.text(launcher.toString()),
            Toml.text(folder.root().resolve("eraser.toml").toString()),
            Toml.text(broker.url(addresses.broker())),
            brokerKeys("dock"),
            addresses.agent());
  }

  private static String eraser() {
    return """
    [receipts]
    trust = "keys/receipt-ca.pem"

    [release]
    stage = "delivered"

    [volumes]
    roots = ["camera", "cameras"]
    """;
  }

  private String gateway() {
    return """
    [gateway]
    name = "%s"
    listen = "127.0.0.1:%d"

    [tls]
    certificate = "keys/gateway.pem"
    key = "keys/gateway.key"
    docks = "keys/dock-ca.pem"

    [admin]
    listen = "127.0.0.1:%d"

    [store]
    folder = "gateway/store"
    reserve = "%s"

    [index]
    file = "gateway/gateway.db"

    [evidence]
    identities = "keys/evidence.key"

    [manifests]
    trust = "keys/dock-ca.pem"

    [receipts]
    certificate = "keys/receipt.pem"
    key = "keys/receipt.key"

    [delivery]
    connector = "bagit"

    [delivery.bagit]
    folder = "dems"
    acknowledgements = "dems-acknowledgements"
    """
        .formatted(DemoKeys.GATEWAY, addresses.gateway(), addresses.gatewayAdmin(), RESERVE);
  }

  private String fleet() {
    return """
    [fleet]
    name = "%s"

    [web]
    listen = "127.0.0.1:%d"

    [mqtt]
    brokers = [%s]
    %s\
    """
        .formatted(
            DemoKeys.FLEET,
            addresses.fleet(),
            Toml.text(broker.url(addresses.broker())),
            brokerKeys("fleet"));
  }

  private String brokerKeys(String owner) {
    return """
    trust = "keys/server-ca.pem"
    certificate = "keys/%s.pem"
    key = "keys/%s.key"
    """
        .formatted(owner, owner);
  }

  private String mosquitto() {
    return """
    listener %d 127.0.0.1
    cafile keys/mqtt-clients-ca.pem
    certfile keys/broker.pem
    keyfile keys/broker.key
    tls_version tlsv1.3
    require_certificate true
    use_identity_as_username true
    acl_file mosquitto.acl
    max_topic_alias 0
    persistence false
    log_dest stderr
    user %s
    """
        .formatted(addresses.broker(), System.getProperty("user.name"));
  }

  /** A dock may write what is its own and read what is meant for it; only the fleet reads all. */
  private static String mosquittoRules() {
    return """
    pattern write spBv1.0/+/NBIRTH/%%u
    pattern write spBv1.0/+/NDATA/%%u
    pattern write spBv1.0/+/NDEATH/%%u
    pattern write spBv1.0/+/DBIRTH/%%u/+
    pattern write spBv1.0/+/DDATA/%%u/+
    pattern write spBv1.0/+/DDEATH/%%u/+
    pattern read spBv1.0/+/NCMD/%%u
    pattern read spBv1.0/+/DCMD/%%u/#
    pattern read spBv1.0/STATE/#

    user %1$s
    topic read spBv1.0/#
    topic write spBv1.0/STATE/%1$s
    topic write spBv1.0/+/NCMD/#
    topic write spBv1.0/+/DCMD/#
    """
        .formatted(DemoKeys.FLEET);
  }
}
