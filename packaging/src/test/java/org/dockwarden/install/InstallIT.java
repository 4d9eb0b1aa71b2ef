package org.dockwarden.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallIT {
  @TempDir private Path temp = Path.of("");
  private InstalledRoot root = new InstalledRoot(Path.of(""));

  @BeforeEach
  void makeRoot() {
    root = new InstalledRoot(temp.resolve("root"));
  }

  @Test
  void aDockGetsWhatItNeeds() throws IOException {
    root.install("--dock");
    assertEquals(
        List.of(
            "dockwarden-agent.service",
            "dockwarden-erase-mtp.socket",
            "dockwarden-erase-mtp@.service",
            "dockwarden-erase.socket",
            "dockwarden-erase@.service",
            "dockwarden-mount.socket",
            "dockwarden-mount@.service",
            "dockwarden-mtp.socket",
            "dockwarden-mtp@.service",
            "dockwarden-port.socket",
            "dockwarden-port@.service"),
        root.names("usr/lib/systemd/system"));
    List<String> home = root.names("usr/lib/dockwarden");
    for (String name :
        List.of("dockwarden", "find-jdk", "lib", "dockwarden-answer", "dockwarden-mount")) {
      assertTrue(home.contains(name), name);
    }
    assertTrue(root.names("usr/lib/dockwarden/lib").size() > 10);
    assertTrue(Files.isDirectory(root.folder().resolve("etc/dockwarden")));
  }

  @Test
  void aGatewayGetsNothingOfADock() throws IOException {
    root.install("--gateway");
    assertEquals(List.of("dockwarden-gateway.service"), root.names("usr/lib/systemd/system"));
    assertEquals(List.of("dockwarden", "find-jdk", "lib"), root.names("usr/lib/dockwarden"));
    assertEquals(List.of("dockwarden-gateway.conf"), root.names("usr/lib/sysusers.d"));
    assertFalse(Files.exists(root.folder().resolve("usr/lib/sysctl.d")));
  }

  @Test
  void doneAgainNothingChanges() throws IOException {
    root.install("--dock", "--gateway", "--fleet", "--enable");
    var before = root.contents();
    root.install("--dock", "--gateway", "--fleet", "--enable");
    assertEquals(before, root.contents());
    assertTrue(before.keySet().stream().noneMatch(name -> name.endsWith(".new")));
  }

  @Test
  void leavesNoJarOfAnEarlierVersion() throws IOException {
    root.install("--dock");
    Path old = Files.writeString(root.folder().resolve("usr/lib/dockwarden/lib/old.jar"), "");
    Files.createDirectories(root.folder().resolve("usr/lib/dockwarden/cds"));
    root.install("--dock");
    assertFalse(Files.exists(old));
    assertFalse(Files.exists(root.folder().resolve("usr/lib/dockwarden/cds")));
  }

  @Test
  void neverWritesConfiguration() throws IOException {
    Path etc = Files.createDirectories(root.folder().resolve("etc/dockwarden"));
    Path mine = Files.writeString(etc.resolve("agent.toml"), "mine");
    root.install("--dock", "--gateway", "--fleet");
    assertEquals(List.of("agent.toml"), root.names("etc/dockwarden"));
    assertEquals("mine", Files.readString(mine));
  }

  @Test
  void makesUsersInAnImage() throws IOException {
    Path etc = Files.createDirectories(root.folder().resolve("etc"));
    Files.writeString(etc.resolve("passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    Files.writeString(etc.resolve("group"), "root:x:0:\n");
    root.install("--dock");
    String users = Files.readString(etc.resolve("passwd"));
    assertTrue(users.contains("\ndockwarden:"), users);
    assertTrue(users.contains("\ndockwarden-eraser:"), users);
    assertTrue(Files.readString(etc.resolve("group")).contains("\ngpio:"));
  }

  @Test
  void theInstalledLauncherRuns() throws IOException {
    root.install("--gateway");
    Program help =
        Program.run(Map.of(), root.folder().resolve("usr/bin/dockwarden").toString(), "help");
    assertEquals(0, help.exit(), help.output());
    Program version =
        Program.run(
            Map.of("DOCKWARDEN_NO_CDS", "1"),
            root.folder().resolve("usr/bin/dockwarden").toString(),
            "gateway",
            "--version");
    assertEquals(0, version.exit(), version.output());
    assertTrue(version.output().startsWith("dockwarden gateway "), version.output());
  }

  @Test
  void refusesOtherOptions() throws IOException {
    String install = Program.TOP.resolve("packaging/install").toString();
    Map<String, String> into = Map.of("DESTDIR", root.folder().toString());
    assertEquals(1, Program.run(into, install).exit());
    assertEquals(1, Program.run(into, install, "--enable").exit());
    assertEquals(1, Program.run(into, install, "--dock", "--everything").exit());
    assertFalse(Files.exists(root.folder()));
  }
}
