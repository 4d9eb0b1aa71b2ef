package org.dockwarden.agent.eraser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
 */
public record EraserSettings(
    Path trust, Stage stage, boolean alwaysHash, List<Path> roots, List<String> remount) {
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
    root.finish();
    return new EraserSettings(trust, stage, alwaysHash, roots, remount);
  }

  /** The verifier over this configuration's own anchors. */
  DocumentVerifier verifier() throws IOException {
    return new DocumentVerifier(
        new HashSet<>(Pem.certificates(Files.readString(trust))), List.of());
  }
}
