package org.dockwarden.dock.helper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * packaging/helpers/dockwarden-erase itself, on a file system that the kernel really mounts. One
 * mount namespace stands for the host, one within it for the unit; the eraser is a script.
 */
class EraseScriptIT {
  private static final Path SCRIPT = Path.of("..", "packaging", "helpers", "dockwarden-erase");

  @TempDir private Path temp = Path.of("");

  private record Ended(int exit, String output) {}

  @BeforeEach
  void make() throws IOException {
    for (String folder : new String[] {"bin", "volumes/bay-1", "state"}) {
      Files.createDirectories(temp.resolve(folder));
    }
    program(
        "bin/setpriv",
        "echo \"setpriv $*\" >>calls; while [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\"");
    eraser("rm volumes/bay-1/a && echo erased");
    String text = Files.readString(SCRIPT);
    for (String[] change :
        new String[][] {
          {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "PATH=" + temp + "/bin:/usr/sbin:/usr/bin:/bin"},
          {"mount_root=/run/dockwarden/volumes\n", "mount_root=" + temp + "/volumes\n"},
          {"eraser=/usr/lib/dockwarden/dockwarden\n", "eraser=" + temp + "/eraser\n"},
        }) {
      assertTrue(text.contains(change[0]), change[0]);
      text = text.replace(change[0], change[1]);
    }
    Files.writeString(temp.resolve("dockwarden-erase"), text);
    Files.writeString(temp.resolve("calls"), "");
  }

  private void program(String name, String body) throws IOException {
    Path file = Files.writeString(temp.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the eraser does; {@code $host} is the volume as the host sees it. */
  private void eraser(String body) throws IOException {
    program("eraser", "host=/proc/$host_pid/root$PWD/volumes/bay-1\n" + body);
  }

  /**
   * Runs this on the host, where a camera is mounted read-only at bay 1; {@code unit} is a unit.
   */
  private Ended onHost(String body) throws Exception {
    Files.writeString(
        temp.resolve("host"),
        """
        set -u
        cd '%1$s'
        export host_pid=$$ RUNTIME_DIRECTORY='%1$s/state' INVOCATION_ID=run-1
        unit() { unshare --mount --propagation slave sh '%1$s/dockwarden-erase' "$@" 2>&1; }
        mode() { # of the file system itself
          while read -r _ _ _ _ point options rest; do
            [ "$point" = '%1$s/volumes/bay-1' ] && echo "$options ${rest##* }" | sed 's/,[^ ]*//g'
          done </proc/self/mountinfo
        }
        mount -t tmpfs -o mode=700 camera volumes/bay-1 && mount --make-shared volumes/bay-1
        touch volumes/bay-1/a volumes/bay-1/b
        mount -o remount,ro,nosuid,nodev,noexec volumes/bay-1 || exit 99
        %2$s
        """
            .formatted(temp, body));
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    if (!isRoot()) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    command.addAll(List.of("sh", temp.resolve("host").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var said = process.getInputStream()) {
      process.getOutputStream().close();
      String output = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return new Ended(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  @Test
  void erasesInAViewOfItsOwn() throws Exception {
    Ended ended = onHost("unit erase 1; echo exit $?; ls volumes/bay-1; mode");
    assertEquals(new Ended(0, "erased\nexit 0\nb\nro ro\n"), ended);
    assertEquals(
        "setpriv --reuid=dockwarden-eraser --regid=dockwarden-eraser --clear-groups"
            + " --inh-caps=-all --no-new-privs -- "
            + temp
            + "/eraser eraser --config /etc/dockwarden/eraser.toml\n",
        Files.readString(temp.resolve("calls")));
    assertFalse(Files.exists(temp.resolve("state/bay-1")));
  }

  @Test
  void nobodyElseCanWriteMeanwhile() throws Exception {
    eraser("rm volumes/bay-1/a; touch \"$host/x\" || echo refused; rm \"$host/b\" || echo refused");
    Ended ended = onHost("unit erase 1 | grep -c '^refused'; ls volumes/bay-1");
    assertEquals(new Ended(0, "2\nb\n"), ended);
  }

  @Test
  void theHostsOwnViewIsNeverMadeWritable() throws Exception {
    Ended ended = onHost("sh dockwarden-erase erase 1; echo exit $?; ls volumes/bay-1; mode");
    assertEquals(
        "dockwarden-erase: bay-1: not in a mount namespace of its own\nexit 78\na\nb\nro ro\n",
        ended.output());
  }

  @Test
  void handsOnTheErasersExitCodeAndIsReadOnlyAgain() throws Exception {
    eraser("echo no >&2; exit 65");
    assertEquals(new Ended(0, "no\nexit 65\nro ro\n"), onHost("unit erase 1; echo exit $?; mode"));
  }

  /** The file system became writable, and then the mount did not. */
  @Test
  void leavesNothingHalfWritable() throws Exception {
    program("bin/mount", "/bin/mount \"$@\" || exit; case \"$*\" in *remount,rw*) exit 32 ;; esac");
    assertEquals(
        new Ended(0, "dockwarden-erase: bay 1: cannot be made writable\nexit 69\na\nb\nro ro\n"),
        onHost("unit erase 1; echo exit $?; ls volumes/bay-1; mode"));
    assertFalse(Files.exists(temp.resolve("state/bay-1")));
  }

  @Test
  void handsTheRequestOnAsItIs() throws Exception {
    eraser("cat");
    assertEquals(
        new Ended(0, "{\"format\"\n: 1}"), onHost("printf '{\"format\"\\n: 1}' | unit erase 1"));
  }

  @Test
  void oneRequestAtATimeForABay() throws Exception {
    eraser("unshare --mount --propagation unchanged sh dockwarden-erase erase 1; echo exit $?");
    assertEquals(
        new Ended(0, "dockwarden-erase: bay 1: is being erased\nexit 75\nro ro\n"),
        onHost("unit erase 1; mode"));
  }

  @Test
  void whatAKilledRunHasLeftIsSettledByItsOwnUnitAlone() throws Exception {
    eraser("kill -9 $PPID");
    Ended ended =
        onHost(
            """
            unit erase 1 >/dev/null
            mode
            INVOCATION_ID=run-2 unit settle; echo exit $?
            mode
            unit settle; echo exit $?
            mode; ls state
            """);
    assertEquals("ro rw\nexit 0\nro rw\nexit 0\nro ro\n", lastLines(ended, 5));
  }

  private static String lastLines(Ended ended, int count) {
    List<String> lines = ended.output().lines().toList();
    return String.join("\n", lines.subList(lines.size() - count, lines.size())) + "\n";
  }

  @Test
  void settlesWhereTheCameraHasLeft() throws Exception {
    assertEquals(
        new Ended(0, "exit 0\n"),
        onHost(
            "umount volumes/bay-1; echo run-1 >state/bay-1; unit settle; echo exit $?; ls state"));
  }

  @Test
  void refusesABayWithoutACamera() throws Exception {
    Ended ended =
        onHost("umount volumes/bay-1; unit erase 1; echo exit $?; unit erase 2; echo exit $?");
    assertEquals(
        """
        dockwarden-erase: bay-1: nothing is mounted
        exit 65
        dockwarden-erase: bay-2: nothing is mounted
        exit 65
        """,
        ended.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"erase 0", "erase 129", "erase 01", "erase ../bay-1", "erase ''"})
  void refusesOtherBays(String arguments) throws Exception {
    assertEquals(
        "dockwarden-erase: bay: not a number (expected: 1 to 128)\nexit 64\nro ro\n",
        onHost("unit " + arguments + "; echo exit $?; mode").output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "erase", "erase 1 rw", "settle 1", "remount 1", "mount 1 /dev/sdb1"})
  void refusesAnyOtherUse(String arguments) throws Exception {
    assertEquals(
        "dockwarden-erase: usage: dockwarden-erase erase BAY | settle\nexit 64\nro ro\n",
        onHost("unit " + arguments + "; echo exit $?; mode").output());
  }
}
