package org.dockwarden.system.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dockwarden.system.demo.Demo.Outcome;
import org.dockwarden.system.fixture.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo that runs on: a person's camera in it, its parts' deaths and its own. */
final class DemoEndIT {
  /** The last of what it says before it runs on. */
  private static final String RUNS = "Ctrl-C ends it.";

  /** SIGINT, as a shell shows it. */
  private static final int INTERRUPTED = 130;

  @TempDir private Path folder;

  @Test
  void cameraOfAPersonIsOffloadedAndCtrlCLeavesOnlyTheDataFolder() throws Exception {
    Path footage = Files.createDirectories(folder.resolve("footage"));
    Files.writeString(footage.resolve("mine.mp4"), "a person's own footage");
    try (Demo demo = Demo.start(folder)) {
      demo.awaitOutput(RUNS);
      Outcome second = Demo.run(folder);
      assertEquals(1, second.exit(), second.output());
      assertTrue(second.output().contains("is in use by another demo"), second.output());

      Outcome docked = Demo.run(folder, "dock", "footage");
      assertEquals(0, docked.exit(), docked.output());
      assertTrue(docked.output().startsWith("MY-0001 docks in bay "), docked.output());
      Path copy = folder.resolve("demo-data/cameras/MY-0001/mine.mp4");
      Await.until("released", Demo.PATIENCE, () -> !Files.exists(copy), () -> "");

      assertTrue(hasUnpacked(folder.resolve("demo-data/tmp")), "native libraries, not in /tmp");
      demo.interrupt();
      assertEquals(INTERRUPTED, demo.awaitExit());
      assertTrue(demo.output().contains("All has ended"), demo.output());
    }
    Demo.awaitNoProcess(folder);
    assertFalse(Files.exists(folder.resolve("demo-data/.children")));
    assertTrue(Files.exists(footage.resolve("mine.mp4")));
  }

  @ParameterizedTest
  @CsvSource({"gateway, GatewayMain", "broker, mosquitto"})
  void partThatDiesIsNamedWithItsLogAndEndsTheDemo(String name, String words) throws Exception {
    try (Demo demo = Demo.start(folder)) {
      demo.awaitOutput(RUNS);
      demo.child(words).destroyForcibly();
      assertEquals(1, demo.awaitExit());
      assertTrue(demo.output().contains(name + " ended by itself, killed by signal 9"));
      assertTrue(demo.output().contains("demo-data/logs/" + name + ".log"), demo.output());
    }
    Demo.awaitNoProcess(folder);
  }

  @Test
  void killedDemoLeavesNoProcessAndTheNextGoesOn() throws Exception {
    try (Demo demo = Demo.start(folder)) {
      demo.awaitOutput(RUNS);
      demo.kill();
      Demo.awaitNoProcess(folder);
    }
    try (Demo next = Demo.start(folder)) {
      next.awaitOutput(RUNS);
      next.interrupt();
      assertEquals(INTERRUPTED, next.awaitExit());
    }
    Demo.awaitNoProcess(folder);
  }

  private static boolean hasUnpacked(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".so"));
    }
  }
}
