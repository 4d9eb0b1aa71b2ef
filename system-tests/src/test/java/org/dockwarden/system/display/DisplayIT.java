package org.dockwarden.system.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dockwarden.agent.display.Desk;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in Chromium. Pictures of every scene, in both languages, dark and light, on a 10-inch
 * and a 7-inch screen, lie in {@code target/display} afterwards: they are made to be looked at.
 */
final class DisplayIT {
  private static final Path PEERS = Path.of("peers").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/display").toAbsolutePath();
  private static final String CHROMIUM = "/usr/bin/chromium";

  @TempDir private Path profile = Path.of("");

  @Test
  @ExpectsLog("display: no status")
  void everySceneKeepsWcag22AaInBothLanguagesAndFitsItsScreen() throws Exception {
    Files.createDirectories(PICTURES);
    try (SceneServers servers = new SceneServers(Scene.all())) {
      String scenes =
          servers.addresses().entrySet().stream()
              .map(
                  scene ->
                      "{\"name\": \"%s\", \"url\": \"%s\"}"
                          .formatted(scene.getKey(), scene.getValue()))
              .collect(Collectors.joining(", ", "[", "]"));
      Process check = node("display-check.mjs");
      tell(
          check,
          "{\"chromium\": \"%s\", \"profile\": \"%s\", \"pictures\": \"%s\", \"scenes\": %s}"
              .formatted(CHROMIUM, profile, PICTURES, scenes));
      check.getOutputStream().close();
      List<String> said;
      try (BufferedReader reader = check.inputReader()) {
        said = reader.lines().toList();
      }
      assertEquals(0, check.waitFor(), () -> String.join("\n", said));
      assertTrue(said.contains("violations: 0"), () -> String.join("\n", said));
    }
  }

  @Test
  void thePageIsWalkedByKeyboardGoesBackToItsStartAndSaysWhenNothingComesAnyMore()
      throws Exception {
    try (SceneServers mixed =
            new SceneServers(List.of(new Scene("mixed", 6, Scene.mixed(), Desk.NONE)));
        SceneServers changing = new SceneServers(List.of(Scene.changing()))) {
      Process walk = node("display-walk.mjs");
      tell(
          walk,
          "{\"chromium\": \"%s\", \"profile\": \"%s\", \"mixed\": \"%s\", \"changing\": \"%s\"}"
              .formatted(CHROMIUM, profile, only(mixed.addresses()), only(changing.addresses())));
      StringBuilder said = new StringBuilder();
      try (BufferedReader reader = walk.inputReader()) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          said.append(line).append('\n');
          if (line.equals("watching")) {
            changing.stop();
          }
        }
      }
      assertEquals(0, walk.waitFor(), said::toString);
    }
  }

  private static String only(Map<String, String> addresses) {
    return addresses.values().iterator().next();
  }

  private static Process node(String script) throws IOException {
    return new ProcessBuilder("node", PEERS.resolve(script).toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void tell(Process process, String line) throws IOException {
    BufferedWriter writer = process.outputWriter();
    writer.write(line);
    writer.newLine();
    writer.flush();
  }
}
