package org.dockwarden.demo.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No child outlives its demo, however that ends. */
final class ChildrenIT {
  private static final List<String> SLEEP = List.of("sleep", "600");

  @TempDir private Path folder;

  @Test
  void closingEndsEveryChildAndLeavesNoNotes() throws Exception {
    ProcessHandle child;
    try (Children children = new Children(notes())) {
      child = start(children).handle();
      assertTrue(Files.exists(notes()));
      assertEquals(List.of(), children.firstDead().stream().toList());
    }
    assertFalse(child.isAlive());
    assertFalse(Files.exists(notes()));
  }

  @Test
  void childThatEndedByItselfIsNamedWithItsEnd() throws Exception {
    try (Children children = new Children(notes())) {
      ChildProcess child = start(children);
      child.handle().destroyForcibly();
      child.handle().onExit().get(60, TimeUnit.SECONDS);
      ChildProcess dead = children.firstDead().orElseThrow();
      assertTrue(dead.obituary().contains("sleeper ended by itself, killed by signal 9"));
      assertTrue(dead.obituary().contains(folder.resolve("sleeper.log").toString()));
    }
  }

  @Test
  void killedDemoTakesItsChildrenWithIt() throws Exception {
    Process demo = startDemo();
    ProcessHandle child = childOf(demo);
    demo.destroyForcibly().waitFor();
    child.onExit().get(60, TimeUnit.SECONDS); // the guard sees to it
    assertFalse(child.isAlive());
  }

  @Test
  void nextDemoEndsWhatIsLeftOfOneThatWasKilledWithItsGuard() throws Exception {
    Process demo = startDemo();
    ProcessHandle child = childOf(demo);
    demo.descendants().filter(process -> !process.equals(child)).forEach(ChildrenIT::kill);
    kill(demo.toHandle());
    demo.waitFor();
    assertTrue(child.isAlive(), "nobody was left to end it");

    new Children(notes()).close();
    assertFalse(child.isAlive());
  }

  private ChildProcess start(Children children) throws IOException {
    return children.start("sleeper", SLEEP, folder, folder.resolve("sleeper.log"));
  }

  private Path notes() {
    return folder.resolve("notes");
  }

  /** This very class as another process, which can be killed. */
  private Process startDemo() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            ChildrenIT.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle childOf(Process demo) throws IOException {
    String pid = demo.inputReader(StandardCharsets.US_ASCII).readLine();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The process that is killed: starts one child and says its id. */
  static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (Children children = new Children(folder.resolve("notes"))) {
      ChildProcess child = children.start("sleeper", SLEEP, folder, folder.resolve("sleeper.log"));
      System.out.println(child.handle().pid());
      TimeUnit.MINUTES.sleep(10);
    }
  }
}
