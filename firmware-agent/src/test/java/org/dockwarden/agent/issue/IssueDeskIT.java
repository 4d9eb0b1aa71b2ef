package org.dockwarden.agent.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.dockwarden.agent.journal.AssignmentJournal;
import org.dockwarden.agent.journal.SqliteJournal;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.agent.upload.HttpCaller;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.card.CardReader;
import org.dockwarden.dock.card.Tap;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.pki.TestIdentity;
import org.dockwarden.evidence.pki.TestPki;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk's thread, and what goes wrong in it. */
final class IssueDeskIT {
  private static final CameraId CAMERA = CameraId.parse("1209:0001:BW-1");
  private static final URI NO_GATEWAY = URI.create("http://127.0.0.1:1");

  @TempDir private Path folder = Path.of("");

  /** A reader whose library is broken, for as many waits. */
  private static final class OddReader implements CardReader {
    private final CountDownLatch faults = new CountDownLatch(1);

    @Override
    public Optional<Tap> await(Duration longest) {
      if (faults.getCount() > 0) {
        faults.countDown();
        throw new IllegalStateException("odd");
      }
      return Optional.empty();
    }

    @Override
    public List<String> degradations() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static final DeskPorts NO_BAYS =
      new DeskPorts() {
        @Override
        public List<BayStatus> bays() {
          return List.of();
        }

        @Override
        public void find(BayNumber bay, Duration time) {}

        @Override
        public void endFind(BayNumber bay) {}
      };

  private IssueDesk desk(CardReader reader, AssignmentJournal journal, HttpCaller http)
      throws IOException {
    InstantSource clock = InstantSource.system();
    TestIdentity dock = new TestPki("test").dock("dock-0001");
    return new IssueDesk(
        new IssueDesk.Parts(
            new DockId("dock-0001"),
            new DeskRules(Duration.ofSeconds(30), Duration.ofSeconds(30), 1, false),
            reader,
            NO_BAYS,
            journal,
            new DocumentSigner(dock.key(), List.of(dock.certificate())),
            () -> DockClock.UNSYNCHRONISED,
            clock,
            new GatewayClient(http, NO_GATEWAY),
            new GatewayWatch(clock),
            folder.resolve("roster"),
            Duration.ofHours(1),
            Duration.ofHours(1)));
  }

  @Test
  @ExpectsLog("desk: a fault of the agent itself|gateway")
  void aFaultOfTheReaderShowsAndEventsAreStillWritten() throws Exception {
    OddReader reader = new OddReader();
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve("agent.db"));
        HttpCaller http = HttpCaller.plain()) {
      AssignmentJournal assignments = new AssignmentJournal(journal);
      try (IssueDesk desk = desk(reader, assignments, http)) {
        desk.start();
        reader.faults.await();
        assertTrue(desk.lost(CAMERA, "a test"));
        assertTrue(
            desk.degradations()
                .contains(
                    "desk: a fault of the agent itself: java.lang.IllegalStateException: odd"),
            () -> degradations(desk));
      }
      assertEquals(AssignmentEvent.LOST, assignments.standings().getFirst().event());
    }
  }

  private static String degradations(IssueDesk desk) {
    try {
      return desk.degradations().toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
