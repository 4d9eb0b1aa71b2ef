package org.dockwarden.agent.eraser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.dockwarden.dock.libmtp.BayDevice;
import org.dockwarden.dock.libmtp.LibMtpPort;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.settings.Section;
import org.dockwarden.evidence.settings.Settings;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.evidence.signing.DocumentVerifier;
import org.dockwarden.evidence.signing.Pem;

/**
 * The eraser's own configuration; nothing in a request can weaken it.
 *
 * @param trust certificates that receipts must chain to
 * @param stage the stage that a receipt must have reached
 * @param alwaysHash whether every file is read again before it goes, whatever a request says
 * @param roots folders below which volumes are mounted, or volumes themselves
 * @param remount command that makes a volume writable and read-only again; empty where volumes are
 *     writable
 * @param mtp where MTP cameras are found; without it none is touched
 */
public record EraserSettings(
    Path trust,
    Stage stage,
    boolean alwaysHash,
    List<Path> roots,
    List<String> remount,
    Optional<Mtp> mtp) {
  /**
   * Where MTP cameras are found.
   *
   * @param ports the bay map
   */
  public record Mtp(Path ports, Path sysfs) {}

  public EraserSettings {
    roots = List.copyOf(roots);
    remount = List.copyOf(remount);
  }

  /** Reads eraser.toml; paths are relative to its folder. */
  public static EraserSettings read(Path file) throws IOException, SettingsException {
    Section root = Settings.parse(Files.readString(file), file);
    Path base = file.toAbsolutePath().normalize().resolveSibling("");
    Path trust = root.section("receipts").path("trust");
    Section release = root.section("release");
    Stage stage = release.choice("stage", Stage.DELIVERED, Stage.class);
    boolean alwaysHash = release.bool("always_hash", false);
    Section volumes = root.section("volumes");
    List<Path> roots = volumes.texts("roots").stream().map(base::resolve).toList();
    if (roots.isEmpty()) {
      volumes.problem("roots", "none", "at least one folder");
    }
    List<String> remount = volumes.texts("remount");
    Optional<Mtp> mtp = root.has("mtp") ? Optional.of(mtp(root.section("mtp"))) : Optional.empty();
    root.finish();
    return new EraserSettings(trust, stage, alwaysHash, roots, remount, mtp);
  }

  private static Mtp mtp(Section section) {
    return new Mtp(section.path("ports", "/etc/dockwarden/ports"), section.path("sysfs", "/sys"));
  }

  /** What erases on MTP cameras, if anything may. */
  Optional<MtpErasing> mtpErasing() {
    return mtp.map(
        where -> {
          BayDevice bays = new BayDevice(where.ports(), where.sysfs());
          return new MtpErasing(bay -> LibMtpPort.of(bays.find(bay)));
        });
  }

  /** The verifier over this configuration's own anchors. */
  DocumentVerifier verifier() throws IOException {
    return new DocumentVerifier(
        new HashSet<>(Pem.certificates(Files.readString(trust))), List.of());
  }
}
