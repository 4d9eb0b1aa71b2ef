package org.dockwarden.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.gateway.FakeGateway;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.upload.TlsIdentity;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.pki.SecretFile;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.evidence.signing.DocumentSigner;

/** A dock in a temporary folder: configuration, keys, a simulated dock, a fake gateway. */
final class AgentRig implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Path folder;
  final FakeGateway gateway;
  final TestPki pki = new TestPki("test");
  final X25519Identity evidence = X25519Identity.generate(new SecureRandom());
  private final TestIdentity signer = pki.receiptSigner("gateway-1");

  AgentRig(Path folder) throws IOException {
    this(folder, pki -> pki.server("gateway-1"));
  }

  /**
   * @param certificate the gateway's, by the rig's authority
   */
  AgentRig(Path folder, Function<TestPki, TestIdentity> certificate) throws IOException {
    this.folder = folder;
    TestIdentity server = certificate.apply(pki);
    gateway =
        FakeGateway.secured(
            new TlsIdentity(server.key(), List.of(server.certificate()))
                .context(List.of(pki.certificate())),
            new DocumentSigner(signer.key(), List.of(signer.certificate())),
            evidence);
    Files.createDirectories(folder.resolve("bays"));
    Files.createDirectories(folder.resolve("profiles"));
    Files.writeString(folder.resolve("ca.pem"), pki.certificatePem());
    TestIdentity dock = pki.dock("dock-0001");
    Files.writeString(folder.resolve("dock.pem"), dock.certificatePem());
    SecretFile.write(folder.resolve("dock.key"), dock.keyPem());
    Files.writeString(folder.resolve("recipients.txt"), evidence.recipient().toString() + "\n");
    Files.writeString(folder.resolve("profiles/test.toml"), PROFILE);
    Files.writeString(
        folder.resolve("eraser.toml"),
        """
        [receipts]
        trust = "ca.pem"
        [release]
        stage = "delivered"
        [volumes]
        roots = ["."]
        """);
    configure("1GiB");
  }

  private static final String PROFILE =
      """
      name = "test-camera"
      interface_classes = [0x08]
      settle = "0s"
      [[match]]
      vendor_id = "1209"
      product_id = "0001"
      [[file]]
      pattern = "**/urgent*"
      kind = "footage"
      flagged = true
      [[file]]
      pattern = "**/*.mp4"
      kind = "footage"
      """;

  void configure(String quota) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        folder.resolve("agent.toml"),
        """
        [dock]
        id = "dock-0001"
        bays = 2
        [profiles]
        folder = "profiles"
        [spool]
        quota = "%s"
        reserve = "0"
        [sealing]
        recipients = "recipients.txt"
        [gateway]
        url = "%s"
        trust = "ca.pem"
        certificate = "dock.pem"
        key = "dock.key"
        [receipts]
        trust = "ca.pem"
        [release]
        eraser = ["%s", "-Xmx32m", "-cp", "%s", "org.dockwarden.agent.eraser.EraserMain",
          "--config", "eraser.toml"]
        [status]
        listen = "127.0.0.1:0"
        """
            .formatted(quota, gateway.url(), java, System.getProperty("java.class.path")));
  }

  /** More of agent.toml, behind what is there. */
  void configureMore(String toml) throws IOException {
    Path file = folder.resolve("agent.toml");
    Files.writeString(file, Files.readString(file) + toml);
  }

  /** Lets the dock tell its health to these brokers, as soon as it starts. */
  void configureHealth(String brokers, String more) throws IOException {
    configureMore(
        """
        [health]
        brokers = [%s]
        group = "force-a:site-1"
        start_spread = "0s"
        trust = "ca.pem"
        certificate = "dock.pem"
        key = "dock.key"
        %s
        """
            .formatted(brokers, more));
  }

  Agent start() throws IOException, SettingsException {
    AgentSettings settings = AgentSettings.read(folder.resolve("agent.toml"));
    return new Agent(settings, Docks.open(settings.dock()), InstantSource.system());
  }

  /** With hardware that the test asks, too. */
  Agent start(Board board) throws IOException, SettingsException {
    AgentSettings settings = AgentSettings.read(folder.resolve("agent.toml"));
    return new Agent(settings, board, InstantSource.system());
  }

  Agent start(VolumeFaults faults) throws IOException, SettingsException {
    return start(faults, InstantSource.system());
  }

  Agent start(VolumeFaults faults, InstantSource clock) throws IOException, SettingsException {
    AgentSettings settings = AgentSettings.read(folder.resolve("agent.toml"));
    return new Agent(settings, faults.in(Docks.open(settings.dock()).hardware()), clock);
  }

  Path camera(String name) throws IOException {
    return Files.createDirectories(folder.toRealPath().resolve("cameras").resolve(name));
  }

  Path file(Path camera, String path, byte[] content) throws IOException {
    Path file = camera.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  void dock(int bay, Path camera, String serial) throws IOException {
    dock(bay, camera, serial, "");
  }

  /**
   * @param more lines of the bay's file
   */
  void dock(int bay, Path camera, String serial, String more) throws IOException {
    Path file = folder.resolve("bays/bay-" + bay + ".toml");
    Path part = folder.resolve("bays/part");
    Files.writeString(
        part,
        """
        volume = "%s"
        vendor_id = "1209"
        product_id = "0001"
        serial = "%s"
        product = "Camera"
        interface_classes = [8]
        %s
        """
            .formatted(camera, serial, more));
    Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  void undock(int bay) throws IOException {
    Files.deleteIfExists(folder.resolve("bays/bay-" + bay + ".toml"));
  }

  BayStatus await(Agent agent, int bay, BayState wanted) throws Exception {
    await(
        () -> agent.bays().get(bay - 1).bay().state() == wanted,
        () -> agent.bays().get(bay - 1) + " " + agent.files() + " " + agent.status());
    return agent.bays().get(bay - 1);
  }

  static void await(Callable<Boolean> condition, Callable<String> state) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not reached in " + PATIENCE + ": " + state.call());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  List<String> filesOf(Path camera) throws IOException {
    try (var files = Files.walk(camera)) {
      return files
          .filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
          .map(file -> camera.relativize(file).toString().toLowerCase(Locale.ROOT))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
