package org.dockwarden.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder that packaging/install takes for the root of a file system. */
record InstalledRoot(Path folder) {
  /** Installs these parts; what was said. */
  String install(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Program.TOP.resolve("packaging/install").toString());
    command.addAll(List.of(options));
    Program installed =
        Program.run(Map.of("DESTDIR", folder.toString()), command.toArray(String[]::new));
    assertEquals(0, installed.exit(), installed.output());
    return installed.output();
  }

  /** The units that a Debian has anyway: without its targets no unit can be verified. */
  void addTargets() throws IOException {
    Path units = Files.createDirectories(folder.resolve("usr/lib/systemd/system"));
    try (Stream<Path> files = Files.list(Path.of("/usr/lib/systemd/system"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".target")).toList()) {
        Files.copy(file, units.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Names of what was installed into a folder, in order. */
  List<String> names(String of) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(of))) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  /** Every file with its mode and content's length, for comparison. */
  SortedMap<String, String> contents() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String what =
            Files.isSymbolicLink(file)
                ? "-> " + Files.readSymbolicLink(file)
                : Files.getPosixFilePermissions(file)
                    + (Files.isRegularFile(file) ? " " + Files.size(file) : "");
        all.put(folder.relativize(file).toString(), what);
      }
    }
    return all;
  }
}
