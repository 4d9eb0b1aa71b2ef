package org.dockwarden.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.dockwarden.agent.eraser.EraseAnswer;
import org.dockwarden.agent.eraser.EraseRequest;
import org.dockwarden.agent.journal.Backlog;
import org.dockwarden.agent.journal.QueuedRecording;
import org.dockwarden.agent.journal.RecordingJournal;
import org.dockwarden.agent.journal.SqliteJournal;
import org.dockwarden.agent.release.Erasure;
import org.dockwarden.agent.spool.PosixSpoolDisk;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.evidence.age.ChunkCiphers;
import org.dockwarden.evidence.age.Opener;
import org.dockwarden.evidence.age.X25519Identity;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.manifest.Manifest;
import org.dockwarden.evidence.manifest.ManifestJson;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.receipt.Stage;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * I5 and I6 by brute force: disk or journal fails at the n-th call, for every n until a pass needs
 * fewer. Afterwards every file is one queued recording whose object opens to the original, and the
 * spool holds nothing else.
 */
@ExpectsLog(".") // Every port call fails once: all warnings and errors are wanted.
final class FaultLoopIT {
  /** In every original, so that a search over what the dock wrote proves I6. */
  private static final String MARKER = "PLAINTEXT-MARKER-6b1f";

  /** More sessions than a fault that strikes once can ever need. */
  private static final int MAX_SESSIONS = 10;

  @TempDir private Path temporary = Path.of("");

  private final X25519Identity evidence = X25519Identity.generate(new SecureRandom());
  private final TestIdentity dock = new TestPki("test").dock("dock-0001");
  private final Map<String, byte[]> originals = originals();

  private static Map<String, byte[]> originals() {
    byte[] clip = new byte[70_000];
    Arrays.fill(clip, (byte) 'x');
    System.arraycopy(MARKER.getBytes(UTF_8), 0, clip, 65_500, MARKER.length());
    Map<String, byte[]> originals = new TreeMap<>();
    originals.put("clip.mp4", clip);
    originals.put("note.txt", MARKER.getBytes(UTF_8));
    return originals;
  }

  /** A fresh dock and camera for one n. */
  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    Path camera = Files.createDirectories(folder.resolve("camera"));
    for (Map.Entry<String, byte[]> original : originals.entrySet()) {
      Files.write(camera.resolve(original.getKey()), original.getValue());
    }
    return folder;
  }

  private OffloadRig rig(Path folder, FaultCount disk, FaultCount journal) throws IOException {
    return OffloadRig.open(folder, disk, journal, dock, evidence.recipient());
  }

  @Test
  void sealsEachFileOnceWhicheverCallOfTheDiskFails() throws Exception {
    for (FaultCount.Effect effect : FaultCount.Effect.values()) {
      boolean failed = true;
      for (int n = 1; failed; n++) {
        FaultCount disk = FaultCount.at(n, effect);
        failed = surviveAndCheck("disk-" + effect + n, disk, FaultCount.never());
      }
    }
  }

  @Test
  void sealsEachFileOnceWhicheverCallOfTheJournalFails() throws Exception {
    for (FaultCount.Effect effect : FaultCount.Effect.values()) {
      boolean failed = true;
      for (int n = 1; failed; n++) {
        FaultCount journal = FaultCount.at(n, effect);
        failed = surviveAndCheck("journal-" + effect + n, FaultCount.never(), journal);
      }
    }
  }

  @Test
  void sealsEachFileOnceWhereverTheDockDies() throws Exception {
    boolean failed = true;
    for (int n = 1; failed; n++) {
      FaultCount end = FaultCount.from(n);
      failed = dieAndCheck("end-" + n, end);
    }
  }

  /** The fault strikes once, and the same agent goes on. Returns whether it struck. */
  private boolean surviveAndCheck(String name, FaultCount disk, FaultCount journal)
      throws Exception {
    Path folder = folder(name);
    try (OffloadRig rig = reopened(folder, disk, journal)) {
      for (int session = 1; !rig.session(); session++) {
        assertTrue(session < MAX_SESSIONS, name);
      }
    }
    check(folder, name);
    return disk.hasStruck() || journal.hasStruck();
  }

  private OffloadRig reopened(Path folder, FaultCount disk, FaultCount journal) throws IOException {
    try {
      return rig(folder, disk, journal);
    } catch (IOException e) {
      return rig(folder, disk, journal); // Struck at the start: started again.
    }
  }

  /** From the n-th call on everything fails, as after a crash; then another agent begins. */
  private boolean dieAndCheck(String name, FaultCount end) throws Exception {
    Path folder = folder(name);
    try (OffloadRig dying = rig(folder, end, end)) {
      dying.session();
    } catch (IOException e) {
      assertTrue(end.hasStruck(), name);
    }
    try (OffloadRig rig = rig(folder, FaultCount.never(), FaultCount.never())) {
      assertTrue(rig.session(), name);
    }
    check(folder, name);
    return end.hasStruck();
  }

  /** As a new start would find it. */
  private void check(Path folder, String name) throws IOException {
    Spool spool = Spool.open(folder.resolve("spool"), 1 << 30, 0, new PosixSpoolDisk());
    Map<String, byte[]> sealed = new TreeMap<>();
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      RecordingJournal recordings = new RecordingJournal(journal, InstantSource.system());
      removeWhatIsNobodys(spool, recordings);
      List<QueuedRecording> queue = recordings.queue(100);
      for (QueuedRecording recording : queue) {
        Manifest manifest = ManifestJson.decode(recording.manifest().document());
        assertEquals(DockClock.UNSYNCHRONISED, manifest.docking().clock(), name);
        sealed.put(manifest.file().path().text(), opened(spool, recording.object()));
      }
      assertEquals(originals.size(), queue.size(), name);
      assertEquals(originals.size(), spool.usage().objects(), name);
      assertEquals(0, spool.usage().asideObjects(), name);
    }
    assertEquals(originals.keySet(), sealed.keySet(), name);
    for (Map.Entry<String, byte[]> original : originals.entrySet()) {
      assertArrayEquals(original.getValue(), sealed.get(original.getKey()), name);
      Path onCamera = folder.resolve("camera").resolve(original.getKey());
      assertArrayEquals(original.getValue(), Files.readAllBytes(onCamera), name);
    }
    assertNoPlaintext(folder, name);
  }

  @Test
  void releasesEachFileWhicheverCallFailsOnTheWholeWay() throws Exception {
    for (FaultCount.Effect effect : FaultCount.Effect.values()) {
      boolean failed = true;
      for (int n = 1; failed; n++) {
        // Disk and journal share one count: the n-th call of either.
        FaultCount fault = FaultCount.at(n, effect);
        Path folder = folder("release-" + effect + n);
        try (OffloadRig rig = reopened(folder, fault, fault)) {
          for (int session = 1; !rig.session(FaultLoopIT::erase); session++) {
            assertTrue(session < MAX_SESSIONS, folder.toString());
          }
        }
        checkReleased(folder);
        failed = fault.hasStruck();
      }
    }
  }

  @Test
  void releasesEachFileWhereverTheDockDiesOnTheWholeWay() throws Exception {
    boolean failed = true;
    for (int n = 1; failed; n++) {
      FaultCount end = FaultCount.from(n);
      Path folder = folder("release-end-" + n);
      try (OffloadRig dying = rig(folder, end, end)) {
        dying.session(FaultLoopIT::erase);
      } catch (IOException e) {
        assertTrue(end.hasStruck(), folder.toString());
      }
      try (OffloadRig rig = rig(folder, FaultCount.never(), FaultCount.never())) {
        assertTrue(rig.session(FaultLoopIT::erase), folder.toString());
      }
      checkReleased(folder);
      failed = end.hasStruck();
    }
  }

  private static Erasure erase(EraseRequest request) throws IOException {
    List<EraseAnswer> answers = new ArrayList<>();
    for (EraseRequest.Item item : request.files()) {
      boolean isThere = Files.deleteIfExists(request.volume().resolve(item.path().text()));
      answers.add(
          new EraseAnswer(
              item.path(),
              isThere ? EraseAnswer.Result.ERASED : EraseAnswer.Result.ABSENT,
              Optional.empty(),
              ""));
    }
    return new Erasure(answers, Optional.empty());
  }

  /** The camera is empty, nothing is owed, and only parts that no journal knows may be left. */
  private static void checkReleased(Path folder) throws IOException {
    String name = folder.toString();
    try (var left = Files.list(folder.resolve("camera"))) {
      assertEquals(List.of(), left.toList(), name);
    }
    Spool spool = Spool.open(folder.resolve("spool"), 1 << 30, 0, new PosixSpoolDisk());
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"))) {
      RecordingJournal recordings = new RecordingJournal(journal, InstantSource.system());
      removeWhatIsNobodys(spool, recordings);
      assertEquals(0, spool.usage().objects(), name);
      assertEquals(0, spool.usage().asideObjects(), name);
      Backlog backlog = recordings.backlog(Stage.DELIVERED);
      assertEquals(0, backlog.queued() + backlog.awaitingReceipt(), name);
      assertEquals(0, backlog.quarantined() + backlog.failed(), name);
    }
    assertNoPlaintext(folder, name);
  }

  /** What a start and the orphan sweep of the uploader do. */
  private static void removeWhatIsNobodys(Spool spool, RecordingJournal recordings)
      throws IOException {
    Agent.setUnknownObjectsAside(spool, recordings);
    for (RecordingJournal.Orphan orphan : recordings.orphans()) {
      spool.delete(orphan.object());
      recordings.drop(orphan.object());
    }
  }

  private byte[] opened(Spool spool, UUID object) throws IOException {
    try (var channel = spool.read(object)) {
      byte[] bytes = Channels.newInputStream(channel).readAllBytes();
      try (InputStream in =
          Opener.with(List.of(evidence), ChunkCiphers.jdk())
              .open(new ByteArrayInputStream(bytes))) {
        return in.readAllBytes();
      }
    }
  }

  private static void assertNoPlaintext(Path folder, String name) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(
                  path -> Files.isRegularFile(path) && !path.startsWith(folder.resolve("camera")))
              .toList()) {
        String content = new String(Files.readAllBytes(file), ISO_8859_1);
        assertFalse(content.contains(MARKER), name + " " + file);
      }
    }
  }

  @Test
  void aClockThatIsYearsOffHoldsNothingUp() throws Exception {
    for (String now : List.of("1980-01-01T00:00:00Z", "2099-12-31T00:00:00Z")) {
      Path folder = folder("clock-" + now.substring(0, 4));
      InstantSource clock = InstantSource.fixed(Instant.parse(now));
      try (OffloadRig rig =
          OffloadRig.open(
              folder, FaultCount.never(), FaultCount.never(), dock, evidence.recipient(), clock)) {
        assertTrue(rig.session(), now);
      }
      check(folder, now);
    }
  }
}
