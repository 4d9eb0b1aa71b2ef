package org.dockwarden.system.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dockwarden.system.demo.Demo.Outcome;
import org.dockwarden.system.fixture.Bag;
import org.dockwarden.system.fixture.Footage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo --once}: from a person's folder to verified evidence, or a clear no. */
final class DemoOnceIT {
  @TempDir private Path folder;

  @Test
  void footageOfAPersonBecomesVerifiedEvidence() throws Exception {
    Path footage = folder.resolve("Eigene Vidéos");
    Files.createDirectories(footage.resolve("nested"));
    makeClip(footage.resolve("one two.mp4"), 1);
    makeClip(footage.resolve("nested/drei – 3.MP4"), 2);
    Files.writeString(footage.resolve("nested/notes.json"), "{}");
    Map<String, String> before = look(footage);
    Path data = folder.resolve("data é 1");

    Outcome outcome =
        Demo.run(
            folder, "--once", "--footage", footage.toString(), "--data", data.getFileName() + "");

    assertEquals(0, outcome.exit(), outcome.output());
    assertEquals(before, look(footage), "the originals are as they were");
    Map<String, String> evidence = evidence(data);
    assertEquals(3, evidence.size());
    for (Map.Entry<String, String> file : evidence.entrySet()) {
      assertEquals(Footage.sha256(footage.resolve(file.getKey())), file.getValue());
      assertTrue(hasRow(outcome, file), outcome.output());
    }
    assertTrue(outcome.output().contains("3 files, "), outcome.output());
    assertTrue(outcome.output().contains("verified 3 bags: every check holds"), outcome.output());
    assertEverythingEnded(data);
  }

  @Test
  void withoutFootageItMakesItsOwn() throws Exception {
    Path data = folder.resolve("data");
    Outcome outcome = Demo.run(folder, "--once", "--data", "data");

    assertEquals(0, outcome.exit(), outcome.output());
    Map<String, String> evidence = evidence(data);
    assertEquals(6, evidence.size());
    assertEquals(3, evidence.keySet().stream().filter(name -> name.endsWith(".MP4")).count());
    assertFalse(outcome.output().contains("\u001b"), "no terminal, no control characters");
    assertEverythingEnded(data);
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingStarts() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertRefuses("no file under " + empty, "--once", "--footage", empty.toString());
    assertRefuses("is not there", "--once", "--footage", "nowhere");
    assertRefuses("is a file (expected: a folder)", "--once", "--footage", file.toString());
    assertRefuses("is a file (expected: a folder, or nothing)", "--data", file.toString());
    assertRefuses("no demo runs in", "dock", empty.toString());
    assertFalse(Files.exists(folder.resolve("demo-data/keys")));
  }

  @Test
  void runThatWasCutShortIsFinishedByTheNext() throws Exception {
    Path footage = Files.createDirectories(folder.resolve("footage"));
    makeClip(footage.resolve("one.mp4"), 1);
    try (Demo first =
        Demo.start(folder, "--once", "--footage", footage.toString(), "--data", "data")) {
      first.awaitOutput("starting: ");
      first.kill();
      Demo.awaitNoProcess(folder);
    }
    Outcome other = Demo.run(folder, "--once", "--footage", footage.toString(), "--data", "data");
    boolean wasCopied = other.exit() == 1;
    if (wasCopied) {
      assertTrue(other.output().contains("still has files of an earlier run"), other.output());
      Outcome next = Demo.run(folder, "--once", "--data", "data");
      assertEquals(0, next.exit(), next.output());
      assertTrue(next.output().contains("going on with"), next.output());
    }
    assertEquals(List.of("one.mp4"), List.copyOf(evidence(folder.resolve("data")).keySet()));
    assertEverythingEnded(folder.resolve("data"));
  }

  private void assertRefuses(String words, String... arguments) throws Exception {
    Outcome outcome = Demo.run(folder, arguments);
    assertEquals(1, outcome.exit(), outcome.output());
    assertTrue(outcome.output().contains(words), outcome.output());
    assertEquals(1, outcome.output().lines().count(), outcome.output());
  }

  /** Path on the camera to SHA-256 of every bag's payload; each bag is valid to two readers. */
  private static Map<String, String> evidence(Path data) throws Exception {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> bags = Files.list(data.resolve("dems"));
        BagVerifier verifier = new BagVerifier()) {
      for (Path folder : bags.filter(DemoOnceIT::isBag).toList()) {
        verifier.isValid(new BagReader().read(folder), false);
        Bag bag = Bag.read(folder);
        files.put(bag.manifest().file().path().text(), bag.sha256());
      }
    }
    return files;
  }

  private static boolean isBag(Path entry) {
    return !entry.getFileName().toString().startsWith(".");
  }

  private void assertEverythingEnded(Path data) throws Exception {
    Demo.awaitNoProcess(folder);
    assertFalse(Files.exists(data.resolve(".children")));
    try (Stream<Path> left = Files.walk(data.resolve("camera"))) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  private static boolean hasRow(Outcome outcome, Map.Entry<String, String> file) {
    return outcome
        .output()
        .lines()
        .anyMatch(
            line ->
                line.startsWith(file.getKey() + " ")
                    && line.contains("  " + file.getValue() + "  released"));
  }

  /** Every file with its time and digest. */
  private static Map<String, String> look(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file) + " " + Footage.sha256(file));
      }
    }
    return files;
  }

  private static void makeClip(Path file, int seconds) throws Exception {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i"));
    command.add("testsrc=duration=" + seconds + ":size=160x120:rate=10");
    command.addAll(List.of("-pix_fmt", "yuv420p", "-f", "mp4", file.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.waitFor(), command.toString());
  }
}
