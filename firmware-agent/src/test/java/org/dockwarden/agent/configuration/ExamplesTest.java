package org.dockwarden.agent.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dockwarden.agent.eraser.EraserSettings;
import org.dockwarden.evidence.settings.SettingsException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** packaging/examples, as they are installed. */
final class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "packaging", "examples");

  @TempDir private Path temp = Path.of("");

  @Test
  void theAgentsExampleAsksTheHelpersSockets() throws Exception {
    AgentSettings settings = AgentSettings.read(EXAMPLES.resolve("agent.toml"));
    assertEquals(AgentSettings.Hardware.LINUX, settings.dock().hardware());
    assertEquals(List.of(), settings.release().eraser());
    assertEquals(List.of(), settings.dock().linux().mountHelper());
    assertEquals(Path.of("/run/dockwarden/helpers"), settings.dock().linux().helpers());
  }

  @Test
  void theErasersExampleErasesWhereCamerasAreMounted() throws Exception {
    AgentSettings agent = AgentSettings.read(EXAMPLES.resolve("agent.toml"));
    EraserSettings eraser = EraserSettings.read(EXAMPLES.resolve("eraser.toml"));
    assertEquals(List.of(agent.dock().linux().mountRoot()), eraser.roots());
    assertEquals(agent.release().stage(), eraser.stage());
  }

  @Test
  void aSimulatedDockNeedsAnErasersCommand() throws Exception {
    String text = Files.readString(EXAMPLES.resolve("agent.toml"));
    Path simulated =
        Files.writeString(temp.resolve("agent.toml"), text.replace("\"linux\"", "\"simulated\""));
    SettingsException e =
        Assertions.assertThrows(SettingsException.class, () -> AgentSettings.read(simulated));
    assertTrue(e.problems().getFirst().contains("eraser"), e.problems().toString());
  }
}
