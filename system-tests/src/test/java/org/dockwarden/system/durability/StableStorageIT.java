package org.dockwarden.system.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dockwarden.system.fixture.DockDaemon;
import org.dockwarden.system.fixture.Site;
import org.dockwarden.system.fixture.TestCamera;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * I1 and its like, on the real processes: one recording goes the whole way, and at no moment does
 * anybody hear of something that a loss of power could still undo. One recording only, so that
 * nothing else happens at the same time and every order in the trace is the order of one story.
 */
final class StableStorageIT {
  private static final int SEGMENTS = 3;
  private static final int MIB = 1 << 20;

  @TempDir Path folder = Path.of("");
  private final List<String> violations = new ArrayList<>();
  private final StableStorage storage = new StableStorage();
  private Site site;
  private DockDaemon dock;
  private TestCamera camera;

  @BeforeEach
  void startSite() throws Exception {
    site = new Site(Files.createDirectory(folder.resolve("site")));
    dock = site.dock("dock-here");
    camera = site.camera("BW-0042");
    camera.film("DCIM/100MEDIA/REC_0001.MP4", 1, (SEGMENTS - 1) * 8 * MIB + 17);
  }

  @AfterEach
  void endSite() throws Exception {
    site.close();
  }

  @Test
  void gatewaySaysNothingThatALossOfPowerCouldUndo() throws Exception {
    Path trace = folder.resolve("gateway.strace");
    site.gateway().trace(Strace.writingTo(trace));
    site.gateway().start();
    int port = site.gateway().address().getPort();
    dock.start();
    dock.dock(1, camera);
    site.awaitReleased();
    dock.stop();
    site.gateway().stop();

    GatewayStory story = new GatewayStory(port);
    for (SystemCall call : Strace.read(trace)) {
      story.tell(call);
      storage.apply(call);
    }
    assertEquals(List.of(), violations);
    assertTrue(story.answers >= SEGMENTS, "answers to appended segments: " + story.answers);
    assertEquals(1, story.placed, "files linked into the evidence store");
    assertEquals(1, story.bags, "bags that appeared");
    assertTrue(story.transactions > SEGMENTS, "transactions of the index: " + story.transactions);
  }

  @Test
  void dockJournalsNothingThatALossOfPowerCouldUndo() throws Exception {
    Path trace = folder.resolve("agent.strace");
    dock.trace(Strace.writingTo(trace));
    dock.start();
    dock.dock(1, camera);
    dock.awaitBay(1, "safe");
    site.gateway().start();
    site.awaitReleased();
    dock.awaitBay(1, "cleared", "ready");
    dock.stop();

    DockStory story = new DockStory();
    for (SystemCall call : Strace.read(trace)) {
      story.tell(call);
      storage.apply(call);
    }
    assertEquals(List.of(), violations);
    assertEquals(1, story.sealed, "objects completed in the spool");
    assertEquals(1, story.erased, "files erased from the camera");
    assertTrue(story.transactions > SEGMENTS, "transactions of the journal: " + story.transactions);
  }

  /** What the gateway does, against what it must have done before. */
  private final class GatewayStory {
    private final Path store = site.gateway().folder().resolve("store");
    private final Path log = site.gateway().folder().resolve("gateway.db-wal");
    private final Path bagFolder = site.bagFolder();
    private final String here;
    private boolean answerDue;
    private int forcedAt;
    private int indexedAt;
    private int answers;
    private int placed;
    private int bags;
    private int transactions;

    GatewayStory(int port) {
      here = ":" + port + "->";
    }

    void tell(SystemCall call) {
      switch (call.kind()) {
        case WRITE -> write(call);
        case FORCE -> force(call);
        case SEND -> send(call);
        case LINK -> link(call);
        case RENAME -> rename(call);
        case CREATE, DELETE -> {}
      }
    }

    private void write(SystemCall call) {
      if (isUpload(call.file())) {
        answerDue = true;
      } else if (call.file().equals(log)) {
        transactions++;
        indexedAt = call.begun();
        stable("the index says it, names in the store", call, named(names(store)));
        stable(
            "the index says it, names in the hot folder",
            call,
            storage.unstableNames(bagFolder::equals));
      }
    }

    private void force(SystemCall call) {
      if (isUpload(call.file())) {
        forcedAt = call.ended();
      }
    }

    /** I1: write, fsync, index, fsync of the index, answer. */
    private void send(SystemCall call) {
      if (!call.file().toString().contains(here) || !answerDue) {
        return;
      }
      answers++;
      answerDue = false;
      stable("an answer, bytes of the upload", call, storage.unstableBytes(this::isUpload));
      stable("an answer, bytes of the index", call, storage.unstableBytes(log::equals));
      if (indexedAt < forcedAt) {
        violations.add("an answer before the index: " + call.text());
      }
    }

    private void link(SystemCall call) {
      placed++;
      stable("evidence, its bytes", call, storage.unstableBytes(call.file()::equals));
    }

    private void rename(SystemCall call) {
      if (bagFolder.equals(call.target().getParent())) {
        bags++;
        stable("a bag, its bytes", call, storage.unstableBytes(it -> it.startsWith(call.file())));
        stable("a bag, its names", call, names(call.file()));
      }
    }

    private boolean isUpload(Path file) {
      return file.startsWith(store) && file.toString().endsWith(".part");
    }
  }

  /** What the agent and its eraser do, against what they must have done before. */
  private final class DockStory {
    private final Path spool = dock.folder().resolve("spool");
    private final Path log = dock.folder().resolve("agent.db-wal");
    private int sealed;
    private int erased;
    private int transactions;

    void tell(SystemCall call) {
      switch (call.kind()) {
        case WRITE -> write(call);
        case RENAME -> rename(call);
        case DELETE -> delete(call);
        case SEND, FORCE, LINK, CREATE -> {}
      }
    }

    private void write(SystemCall call) {
      if (call.file().equals(log)) {
        transactions++;
        if (sealed > 0) {
          stable("the journal says it, names in the spool", call, names(spool));
        }
        stable("the journal says it, names on the camera", call, names(camera.volume()));
      }
    }

    private void rename(SystemCall call) {
      if (call.target().startsWith(spool)) {
        sealed++;
        stable("a sealed object, its bytes", call, storage.unstableBytes(call.file()::equals));
      }
    }

    /** The journal knows of the receipt, for good, before anything is erased. */
    private void delete(SystemCall call) {
      if (call.file().startsWith(camera.volume())) {
        erased++;
        stable("erased, the journal", call, storage.unstableBytes(log::equals));
      }
    }
  }

  private List<SystemCall> names(Path below) {
    return storage.unstableNames(it -> it.startsWith(below));
  }

  /** Without those of hidden names, such as that of a probe: nothing that counts has one. */
  private static List<SystemCall> named(List<SystemCall> changes) {
    return changes.stream()
        .filter(change -> !change.target().getFileName().toString().startsWith("."))
        .toList();
  }

  private void stable(String what, SystemCall now, List<SystemCall> unstable) {
    for (SystemCall change : unstable) {
      violations.add(what + ": " + change.text() + " is not on the disk at: " + now.text());
    }
  }
}
