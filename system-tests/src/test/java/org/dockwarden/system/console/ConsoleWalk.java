package org.dockwarden.system.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dockwarden.fleet.web.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in Chromium. Pictures of every page, in both languages, dark and light, lie in {@code
 * target/console} afterwards: they are made to be looked at. Played on demand until the console is
 * part of the service: {@code -Dit.test=ConsoleWalk}.
 */
final class ConsoleWalk {
  private static final Path PEERS = Path.of("peers").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/console").toAbsolutePath();
  private static final String PASSWORD = "correct horse battery";

  @TempDir private Path folder = Path.of("");

  @Test
  void everyPageKeepsWcag22AaAndThePolicyInBothLanguagesAndLooks() throws Exception {
    Files.createDirectories(PICTURES);
    try (Console console = MadeUpConsole.start(folder, false, 0);
        Console empty = MadeUpConsole.start(folder, true, 0)) {
      MadeUpConsole.setUp(console, "admin", PASSWORD);
      MadeUpConsole.setUp(empty, "admin", PASSWORD);
      List<String> said =
          node(
              "console-check.mjs",
              """
              {"chromium": "/usr/bin/chromium", "profile": "%s", "pictures": "%s", "url": "%s", \
              "empty": "%s", "name": "admin", "password": "%s"}\
              """
                  .formatted(
                      folder,
                      PICTURES,
                      MadeUpConsole.url(console),
                      MadeUpConsole.url(empty),
                      PASSWORD));
      assertTrue(said.contains("violations: 0"), () -> String.join("\n", said));
    }
  }

  @Test
  void peopleWalkThroughItByKeyboardAndMayDoWhatTheirRoleAllows() throws Exception {
    try (Console console = MadeUpConsole.start(folder, false, 0)) {
      List<String> said =
          node(
              "console-walk.mjs",
              """
              {"chromium": "/usr/bin/chromium", "profile": "%s", "url": "%s", "code": "%s"}\
              """
                  .formatted(
                      folder, MadeUpConsole.url(console), console.setUpCode().orElseThrow()));
      assertTrue(said.contains("walked"), () -> String.join("\n", said));
    }
  }

  private static List<String> node(String script, String told) throws Exception {
    Process process =
        new ProcessBuilder("node", PEERS.resolve(script).toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedWriter writer = process.outputWriter()) {
      writer.write(told);
    }
    List<String> said;
    try (BufferedReader reader = process.inputReader()) {
      said = reader.lines().toList();
    }
    assertEquals(0, process.waitFor(), () -> String.join("\n", said));
    return said;
  }
}
