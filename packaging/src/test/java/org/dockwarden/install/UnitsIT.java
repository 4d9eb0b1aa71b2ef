package org.dockwarden.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What systemd-analyze says of the units, as installed. */
class UnitsIT {
  private static final Pattern EXPOSURE =
      Pattern.compile("Overall exposure level for [^:]+: ([0-9.]+)");

  /** systemd.exec(5): each of these gives a unit a mount namespace of its own. */
  private static final List<String> MAKE_A_NAMESPACE =
      List.of(
          "RootDirectory",
          "RootImage",
          "ReadWritePaths",
          "ReadOnlyPaths",
          "InaccessiblePaths",
          "ExecPaths",
          "NoExecPaths",
          "BindPaths",
          "BindReadOnlyPaths",
          "TemporaryFileSystem",
          "MountImages",
          "ExtensionImages",
          "MountFlags",
          "PrivateTmp",
          "PrivateDevices",
          "PrivateIPC",
          "ProtectSystem",
          "ProtectHome",
          "ProtectKernelTunables",
          "ProtectKernelModules",
          "ProtectKernelLogs",
          "ProtectControlGroups",
          "ProtectProc",
          "ProcSubset",
          "DynamicUser",
          "LogNamespace");

  @TempDir private static Path temp = Path.of("");
  private static InstalledRoot root = new InstalledRoot(Path.of(""));

  @BeforeAll
  static void install() throws IOException {
    root = new InstalledRoot(temp.resolve("root"));
    root.install("--dock", "--gateway", "--fleet");
    root.addTargets();
  }

  private static Path unit(String name) {
    return root.folder().resolve("usr/lib/systemd/system").resolve(name);
  }

  @Test
  void everyUnitIsSound() throws IOException {
    for (String name : root.names("usr/lib/systemd/system")) {
      if (name.startsWith("dockwarden-")) {
        Program verified =
            Program.run(Map.of(), "systemd-analyze", "verify", "--root=" + root.folder(), name);
        assertEquals(new Program(0, ""), verified, name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dockwarden-agent.service, 1.5",
    "dockwarden-gateway.service, 1.5",
    "dockwarden-fleet.service, 1.5",
    "dockwarden-mount@.service, 3.0",
    "dockwarden-erase@.service, 3.0",
    "dockwarden-port@.service, 3.0",
    "dockwarden-mtp@.service, 3.0",
    "dockwarden-erase-mtp@.service, 3.0"
  })
  void noUnitIsMoreExposedThan(String name, BigDecimal most) throws IOException {
    Program judged =
        Program.run(
            Map.of(), "systemd-analyze", "security", "--offline=yes", unit(name).toString());
    Matcher exposure = EXPOSURE.matcher(judged.output());
    assertTrue(exposure.find(), judged.output());
    assertTrue(new BigDecimal(exposure.group(1)).compareTo(most) <= 0, judged.output());
  }

  /** Else what the helper mounts would stay in its own namespace. */
  @Test
  void theMountHelperMountsOnTheHost() throws IOException {
    List<String> lines = Files.readAllLines(unit("dockwarden-mount@.service"));
    assertTrue(lines.contains("PrivateMounts=false"));
    for (String setting : MAKE_A_NAMESPACE) {
      assertTrue(lines.stream().noneMatch(it -> it.startsWith(setting + "=")), setting);
    }
  }

  /** Else what the eraser makes writable would be writable for all. */
  @Test
  void theEraserHasItsOwnViewOfTheVolume() throws IOException {
    assertTrue(
        Files.readAllLines(unit("dockwarden-erase@.service")).contains("PrivateMounts=true"));
  }

  @Test
  void theAgentHasNoRightOfItsOwn() throws IOException {
    List<String> lines = Files.readAllLines(unit("dockwarden-agent.service"));
    for (String line :
        List.of("CapabilityBoundingSet=", "AmbientCapabilities=", "NoNewPrivileges=true")) {
      assertTrue(lines.contains(line), line);
    }
  }

  @Test
  void onlyTheAgentsGroupMayAskAHelper() throws IOException {
    for (String helper : List.of("mount", "erase", "port")) {
      List<String> lines = Files.readAllLines(unit("dockwarden-" + helper + ".socket"));
      for (String line :
          List.of(
              "ListenStream=/run/dockwarden/helpers/" + helper + ".sock",
              "SocketUser=root",
              "SocketGroup=dockwarden",
              "SocketMode=0660",
              "Accept=yes")) {
        assertTrue(lines.contains(line), helper + ": " + line);
      }
    }
  }
}
