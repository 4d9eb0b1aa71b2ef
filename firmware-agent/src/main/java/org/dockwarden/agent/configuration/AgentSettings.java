package org.dockwarden.agent.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dockwarden.agent.display.DisplaySettings;
import org.dockwarden.agent.upload.BandwidthSchedule;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;

/**
 * agent.toml.
 *
 * @param folder the file's folder; the eraser's command runs there
 * @param profiles folder of profiles that are searched before the shipped ones
 * @param receiptTrust certificates that receipts must chain to
 */
public record AgentSettings(
    Path folder,
    Dock dock,
    Optional<Path> profiles,
    Path journal,
    Spool spool,
    Path recipients,
    Gateway gateway,
    Path receiptTrust,
    Release release,
    Upload upload,
    Optional<HealthSettings> health,
    Optional<ChargingSettings> charging,
    Optional<IssueSettings> issue,
    Listen status,
    DisplaySettings display) {

  /** What hardware the dock is. */
  public enum Hardware {
    SIMULATED,
    LINUX
  }

  /** What switches the power of the bays. */
  public enum PowerProvider {
    NONE,
    SYSFS,
    HUB,
    GPIO
  }

  /** The dock itself. */
  public record Dock(
      DockId id,
      Hardware hardware,
      int bays,
      Simulated simulated,
      Linux linux,
      PowerProvider power,
      BoardSettings board) {}

  /**
   * A dock without hardware.
   *
   * @param chargeSpeed how much faster its batteries charge than real ones
   */
  public record Simulated(Path folder, int chargeSpeed) {}

  /**
   * The hardware of a real dock.
   *
   * @param helpers folder of the privileged helpers' sockets
   * @param mountHelper a command in place of its socket; empty for the socket
   * @param portHelper likewise
   * @param ports the bay map
   */
  public record Linux(
      Path sysfs,
      Path helpers,
      List<String> mountHelper,
      List<String> portHelper,
      Path mountRoot,
      Path ports) {
    public Linux {
      mountHelper = List.copyOf(mountHelper);
      portHelper = List.copyOf(portHelper);
    }
  }

  /** Where sealed objects wait, and how much room they may take. */
  public record Spool(Path folder, long quota, long reserve) {}

  /** The gateway, and who the dock is to it. */
  public record Gateway(URI url, Path trust, Path certificate, Path key) {}

  /**
   * When a camera's file may go.
   *
   * @param eraser command of the separate process; empty for its socket
   */
  public record Release(Stage stage, Duration hold, List<String> eraser) {
    public Release {
      eraser = List.copyOf(eraser);
    }
  }

  /** How much at a time, and how fast. */
  public record Upload(int parallel, BandwidthSchedule schedule) {}

  /** A loopback address; port 0 means any. */
  public record Listen(String host, int port) {}

  private static final long MAX_BYTES = 1L << 50;
  private static final int MAX_CHARGE_SPEED = 10_000;
  private static final int MAX_PARALLEL = 16;
  private static final int MAX_PORT = 65_535;

  /** Files of private keys by the settings that name them. */
  public Map<String, Path> keys() {
    Map<String, Path> keys = new TreeMap<>();
    keys.put("gateway.key", gateway.key());
    health.ifPresent(it -> keys.put("health.key", it.key()));
    return keys;
  }

  /** Reads agent.toml; paths are relative to its folder. */
  public static AgentSettings read(Path file) throws IOException, SettingsException {
    Section root = Settings.parse(Files.readString(file), file);
    Dock dock = dock(root.section("dock"));
    Path journal = root.section("journal").path("file", "agent.db");
    AgentSettings settings =
        new AgentSettings(
            file.toAbsolutePath().normalize().resolveSibling(""),
            dock,
            root.section("profiles").optionalPath("folder"),
            journal,
            spool(root.section("spool")),
            root.section("sealing").path("recipients"),
            gateway(root.section("gateway")),
            root.section("receipts").path("trust"),
            release(root.section("release"), dock.hardware()),
            new Upload(
                root.section("upload").integer("parallel", 2, 1, MAX_PARALLEL),
                ScheduleSettings.read(root.section("upload"))),
            root.has("health")
                ? Optional.of(HealthSettings.read(root.section("health"), journal))
                : Optional.empty(),
            root.has("charging")
                ? Optional.of(
                    ChargingSettings.read(
                        root.section("charging"), dock.board().sensors().fullScaleMilliamps()))
                : Optional.empty(),
            root.has("issue")
                ? Optional.of(IssueSettings.read(root.section("issue"), journal))
                : Optional.empty(),
            listen(root.section("status")),
            DisplaySection.read(root.section("display"), dock.bays()));
    root.finish();
    return settings;
  }

  private static Dock dock(Section section) {
    Section linux = section.section("linux");
    Section simulated = section.section("simulated");
    int bays = section.integer("bays", 1, BayNumber.MAX);
    return new Dock(
        dockId(section),
        section.choice("hardware", Hardware.SIMULATED, Hardware.class),
        bays,
        new Simulated(
            simulated.path("folder", "bays"),
            simulated.integer("charge_speed", 1, 1, MAX_CHARGE_SPEED)),
        new Linux(
            linux.path("sysfs", "/sys"),
            linux.path("helpers", "/run/dockwarden/helpers"),
            linux.texts("mount_helper"),
            linux.texts("port_helper"),
            linux.path("mount_root", "/run/dockwarden/volumes"),
            linux.path("ports", "/etc/dockwarden/ports")),
        section.section("power").choice("provider", PowerProvider.NONE, PowerProvider.class),
        BoardSettings.read(section, bays));
  }

  private static DockId dockId(Section section) {
    String id = section.text("id");
    try {
      return new DockId(id);
    } catch (IllegalArgumentException e) {
      section.problem("id", id, "1 to 64 of A-Z a-z 0-9 . - _");
      return new DockId("unknown");
    }
  }

  private static Spool spool(Section section) {
    long reserve = section.byteCount("reserve", 1L << 30, 0, MAX_BYTES);
    return new Spool(
        section.path("folder", "spool"),
        section.byteCount("quota", 64L << 30, 1 << 20, MAX_BYTES),
        reserve);
  }

  private static Gateway gateway(Section section) {
    String text = section.text("url");
    URI url = URI.create("https://localhost");
    try {
      url = URI.create(text);
      if (!"https".equals(url.getScheme()) || url.getHost() == null) {
        section.problem("url", text, "https://host:port");
      }
    } catch (IllegalArgumentException e) {
      section.problem("url", text, "https://host:port");
    }
    return new Gateway(
        url, section.path("trust"), section.path("certificate"), section.path("key"));
  }

  private static Release release(Section section, Hardware hardware) {
    List<String> eraser = section.texts("eraser");
    if (eraser.isEmpty() && hardware != Hardware.LINUX) { // Its service knows mounted bays only.
      section.problem("eraser", "none", "the command of the separate process");
    }
    return new Release(
        section.choice("stage", Stage.DELIVERED, Stage.class),
        section.duration("hold", Duration.ZERO, Duration.ZERO, Duration.ofDays(366)),
        eraser);
  }

  private static Listen listen(Section section) {
    String text = section.text("listen", "127.0.0.1:8085");
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    String port = text.substring(colon + 1);
    // The page tells whose cameras are where: it is for the screen at the dock only.
    if (!List.of("127.0.0.1", "[::1]", "localhost").contains(host)
        || !port.matches("[0-9]{1,5}")
        || Integer.parseInt(port) > MAX_PORT) {
      section.problem("listen", text, "127.0.0.1:PORT");
      return new Listen("127.0.0.1", 0);
    }
    return new Listen(host, Integer.parseInt(port));
  }
}
