package org.dockwarden.dock.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dockwarden.dock.sysfs.FakeSysfs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * packaging/helpers/dockwarden-mount itself, with its paths and the tools that need root replaced:
 * what it lets through to mount(8), and what it does not.
 */
class MountScriptIT {
  private static final Path SCRIPT = Path.of("..", "packaging", "helpers", "dockwarden-mount");

  @TempDir private Path temp;
  private FakeSysfs sysfs;

  private record Ended(int exit, String output, String error) {}

  @BeforeEach
  void make() throws IOException {
    sysfs = new FakeSysfs(temp.resolve("sys"));
    for (String folder : new String[] {"bin", "dev", "mounts", "sys/class/block"}) {
      Files.createDirectories(temp.resolve(folder));
    }
    Files.writeString(temp.resolve("ports"), "1 1-1.1\n2 1-1.2\n12 1-1.3\n");
    tool("blkid", "cat '" + temp + "/type'");
    tool("mount", "echo \"mount $*\" >>'" + temp + "/calls'");
    tool("umount", "echo \"umount $*\" >>'" + temp + "/calls'");
    tool(
        "id",
        "case $*:$1 in *-eraser:-u) echo 991 ;; *dockwarden:-g) echo 990 ;; *) exit 1 ;; esac");
    tool("stat", "case $2 in %t) echo 8 ;; %T) echo 11 ;; esac");
    Files.writeString(temp.resolve("type"), "vfat\n");
    Files.writeString(temp.resolve("calls"), "");
    Files.writeString(temp.resolve("mountinfo"), "21 1 0:1 / / rw - ext4 /dev/root rw\n");
    camera("1-1.1", "sdb");
  }

  private void tool(String name, String body) throws IOException {
    Path file = temp.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void camera(String port, String disk) throws IOException {
    Path device = sysfs.plugCamera(port, "S", disk);
    Path block = device.resolve(port + ":1.0/host3/target3:0:0/3:0:0:0/block").resolve(disk);
    FakeSysfs.attribute(block.resolve(disk + "1"), "dev", "8:17\n");
    Files.createSymbolicLink(
        temp.resolve("sys/class/block").resolve(disk + "1"), block.resolve(disk + "1"));
    Files.writeString(temp.resolve("dev").resolve(disk + "1"), "");
  }

  private Path script() throws IOException {
    String text = Files.readString(SCRIPT);
    for (String[] change :
        new String[][] {
          {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "PATH=" + temp + "/bin:/usr/bin:/bin"},
          {"sysfs=/sys\n", "sysfs=" + temp + "/sys\n"},
          {"devices=/dev\n", "devices=" + temp + "/dev\n"},
          {"ports=/etc/dockwarden/ports\n", "ports=" + temp + "/ports\n"},
          {"mount_root=/run/dockwarden/volumes\n", "mount_root=" + temp + "/mounts\n"},
          {"[ -b \"$1\" ]", "[ -f \"$1\" ]"},
          {"/proc/self/mountinfo", temp + "/mountinfo"},
        }) {
      assertTrue(text.contains(change[0]), change[0]);
      text = text.replace(change[0], change[1]);
    }
    Path script = temp.resolve("dockwarden-mount");
    Files.writeString(script, text);
    return script;
  }

  private Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script().toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    try (var output = process.getInputStream();
        var error = process.getErrorStream()) {
      String out = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(error.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      return new Ended(process.exitValue(), out, err);
    } finally {
      process.destroyForcibly();
    }
  }

  private String calls() throws IOException {
    return Files.readString(temp.resolve("calls")).replace(temp.toString(), "");
  }

  /** Another camera's disk takes the name while mount(8) begins: that is no camera of this bay. */
  @Test
  void unmountsADiskThatTookTheNameOfTheBaysOwn() throws Exception {
    Path other = temp.resolve("sys/class/block/sdc1");
    camera("1-1.2", "sdc");
    tool(
        "mount",
        "echo \"mount $*\" >>'%1$s/calls'; mv -T '%2$s' '%1$s/sys/class/block/sdb1'"
            .formatted(temp, other));
    Ended ended = run("mount", "1", temp + "/dev/sdb1");
    assertEquals(65, ended.exit());
    assertEquals("", ended.output());
    assertEquals(
        "dockwarden-mount: device sdb1: not the camera of bay 1\n",
        ended.error().replace(temp.toString(), ""));
    assertTrue(calls().endsWith("umount /mounts/bay-1\n"), calls());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vfat|ro,nosuid,nodev,noexec,uid=991,gid=990,dmask=0027,fmask=0137,utf8=1,tz=UTC",
        "exfat|ro,nosuid,nodev,noexec,uid=991,gid=990,dmask=0027,fmask=0137",
        "ext4|ro,nosuid,nodev,noexec,noload"
      })
  void mountsReadOnlyAndNothingMore(String type, String options) throws Exception {
    Files.writeString(temp.resolve("type"), type + "\n");
    Ended ended = run("mount", "1", temp + "/dev/sdb1");
    assertEquals(new Ended(0, temp + "/mounts/bay-1\n", ""), ended);
    assertEquals("mount -t " + type + " -o " + options + " /dev/sdb1 /mounts/bay-1\n", calls());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 64",
    "129, 64",
    "01, 64",
    "1x, 64",
    "'', 64",
    "../1, 64",
    "'1 2', 64",
    "*, 64",
    "-1, 64",
    "2, 65",
    "12, 65",
    "128, 65"
  })
  void refusesOtherBays(String bay, int exit) throws Exception {
    Ended ended = run("mount", bay, temp + "/dev/sdb1");
    assertEquals(exit, ended.exit(), ended.error());
    assertEquals(1, ended.error().lines().count(), ended.error());
    assertEquals("", calls());
  }

  @Test
  void refusesDevicesThatAreNotTheBaysCamera() throws Exception {
    camera("1-1.2", "sdc");
    camera("1-1.1.4", "sdd"); // Behind a hub in bay 1.
    Files.writeString(temp.resolve("dev/sde1"), "");
    Files.createSymbolicLink(temp.resolve("dev/sdf1"), temp.resolve("dev/sdb1"));
    for (String device :
        new String[] {
          "/dev/sdc1",
          "/dev/sdd1",
          "/dev/sde1",
          "/dev/sdf1",
          "/dev/../dev/sdb1",
          "/dev/",
          "/dev/sdb1 ",
          "/dev/SDB1",
          "/mounts/sdb1",
          "/dev/none",
        }) {
      Ended ended = run("mount", "1", temp + device);
      assertTrue(ended.exit() == 64 || ended.exit() == 65, device + " " + ended);
      assertEquals(1, ended.error().lines().count(), ended.error());
    }
    assertEquals(64, run("mount", "1", "sdb1").exit());
    assertEquals(64, run("mount", "1", temp + "/dev/../dev/sdb1").exit());
    assertEquals("", calls());
  }

  @Test
  void refusesALinkInPlaceOfTheNode() throws Exception {
    Path node = temp.resolve("dev/sdb1");
    Files.move(node, temp.resolve("dev/elsewhere"));
    Files.createSymbolicLink(node, temp.resolve("dev/elsewhere"));
    assertEquals(65, run("mount", "1", node.toString()).exit());
    assertEquals("", calls());
  }

  @Test
  void refusesANodeThatIsAnotherDevice() throws Exception {
    tool("stat", "case $2 in %t) echo 8 ;; %T) echo 12 ;; esac");
    assertEquals(65, run("mount", "1", temp + "/dev/sdb1").exit());
  }

  @Test
  void refusesOtherFileSystems() throws Exception {
    for (String type : new String[] {"ntfs", "crypto_LUKS", "ext3", "iso9660", "vfat x", ""}) {
      Files.writeString(temp.resolve("type"), type + "\n");
      assertEquals(66, run("mount", "1", temp + "/dev/sdb1").exit(), type);
    }
    tool("blkid", "exit 2");
    assertEquals(66, run("mount", "1", temp + "/dev/sdb1").exit());
    assertEquals("", calls());
  }

  @Test
  void mountsNothingOverAMountAndUnmountsWithoutForce() throws Exception {
    assertEquals(new Ended(0, "", ""), run("unmount", "1"));
    assertEquals("", calls());
    Files.writeString(
        temp.resolve("mountinfo"),
        "40 1 8:17 / " + temp + "/mounts/bay-1 ro - vfat /dev/sdb1 ro\n");
    assertEquals(75, run("mount", "1", temp + "/dev/sdb1").exit());
    assertEquals(new Ended(0, "", ""), run("unmount", "1"));
    assertEquals("umount /mounts/bay-1\n", calls());
    tool("umount", "exit 32");
    assertEquals(69, run("unmount", "1").exit());
  }

  @Test
  void refusesAnyOtherUse() throws Exception {
    for (String[] arguments :
        new String[][] {
          {},
          {"mount"},
          {"mount", "1"},
          {"unmount"},
          {"unmount", "1", "2"},
          {"remount", "1", "rw"},
          {"mount", "1", "/dev/sdb1", "rw"},
          {"mount 3", "1", "2"}
        }) {
      assertEquals(64, run(arguments).exit(), String.join(" ", arguments));
    }
  }
}
