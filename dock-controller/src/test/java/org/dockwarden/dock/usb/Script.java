package org.dockwarden.dock.usb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the packaging's scripts, with its folders below a temporary one. */
final class Script {
  private final Path script;
  private final Path temp;

  /** How a run ended. */
  record Ended(int exit, String output, String error) {}

  private Script(Path script, Path temp) {
    this.script = script;
    this.temp = temp;
  }

  /** The script with {@code temp/sys}, {@code temp/ports} and tools of {@code temp/bin}. */
  static Script of(Path original, Path temp) throws IOException {
    String text = Files.readString(original);
    for (String[] change :
        new String[][] {
          {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "PATH=" + temp + "/bin:/usr/bin:/bin"},
          {"sysfs=/sys\n", "sysfs=" + temp + "/sys\n"},
          {"ports=/etc/dockwarden/ports\n", "ports=" + temp + "/ports\n"},
        }) {
      assertTrue(text.contains(change[0]), change[0]);
      text = text.replace(change[0], change[1]);
    }
    Files.createDirectories(temp.resolve("bin"));
    Path script = temp.resolve(String.valueOf(original.getFileName()));
    Files.writeString(script, text);
    return new Script(script, temp);
  }

  /** Replaces a program. */
  void tool(String name, String body) throws IOException {
    Path file = temp.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What runs it. */
  List<String> command() {
    return List.of("/bin/sh", script.toString());
  }

  Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(command());
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
}
