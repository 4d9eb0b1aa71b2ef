package org.dockwarden.agent.issue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.dockwarden.agent.journal.AssignmentJournal;
import org.dockwarden.agent.journal.AssignmentJournal.Standing;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.station.DockingListener;
import org.dockwarden.agent.upload.GatewayClient;
import org.dockwarden.agent.upload.GatewayWatch;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.card.CardReader;
import org.dockwarden.dock.card.Tap;
import org.dockwarden.evidence.assignment.Assignment;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.assignment.AssignmentJson;
import org.dockwarden.evidence.assignment.CardId;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.manifest.DockClock;
import org.dockwarden.evidence.signing.DocumentSigner;
import org.dockwarden.evidence.wire.OfficerDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk at work: one thread that waits for cards, hears from the bays, and does what {@link
 * Desk} decides. An event that the journal does not take is kept and tried again, and nothing after
 * it is written before it.
 */
public final class IssueDesk implements DockingListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IssueDesk.class);

  /** How late the desk notices what does not come from the reader. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** A dock has 128 bays at the most; each comes or goes a few times at one look. */
  private static final int MAX_EVENTS = 4096;

  private static final Duration FIND = Duration.ofSeconds(30);
  private static final long ANSWER_SECONDS = 10;

  private final DockId dock;
  private final Desk desk;
  private final CardReader reader;
  private final DeskPorts bays;
  private final AssignmentJournal journal;
  private final DocumentSigner signer;
  private final Supplier<DockClock> dockClock;
  private final InstantSource clock;
  private final RosterFetcher fetcher;
  private final AssignmentSender sender;
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>(MAX_EVENTS);
  private final Deque<DeskAction.Write> unwritten = new ArrayDeque<>();
  private final Map<CameraId, Standing> standings = new HashMap<>();
  private final Map<BayNumber, CameraId> present = new HashMap<>();
  private final Holders holders = new Holders();
  private final Notices notices = new Notices();
  private final Thread thread = Thread.ofPlatform().name("desk").unstarted(this::work);
  private volatile Optional<String> journalFailure = Optional.empty();
  private volatile Optional<String> defect = Optional.empty();
  private volatile Map<BayNumber, Holder> holding = Map.of();
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean closing;

  /** What the desk is made of. */
  public record Parts(
      DockId dock,
      DeskRules rules,
      CardReader reader,
      DeskPorts bays,
      AssignmentJournal journal,
      DocumentSigner signer,
      Supplier<DockClock> dockClock,
      InstantSource clock,
      GatewayClient gateway,
      GatewayWatch watch,
      Path cache,
      Duration refresh,
      Duration stale) {}

  /** A desk. The reader is the desk's from here on. */
  public IssueDesk(Parts parts) throws IOException {
    this.dock = parts.dock();
    this.desk = new Desk(parts.rules());
    this.reader = parts.reader();
    this.bays = parts.bays();
    this.journal = parts.journal();
    this.signer = parts.signer();
    this.dockClock = parts.dockClock();
    this.clock = parts.clock();
    this.sender =
        new AssignmentSender(
            parts.journal(), parts.gateway(), parts.watch(), parts.signer(), parts.clock());
    this.fetcher =
        new RosterFetcher(
            parts.gateway(),
            new RosterCache(parts.cache()),
            parts.watch(),
            parts.refresh(),
            parts.stale(),
            parts.clock(),
            () -> hear(this::reopenLost));
    journal.standings().forEach(standing -> standings.put(standing.camera(), standing));
    journal.tryRefusedAgain();
  }

  /** Begins. */
  public void start() {
    sender.start();
    fetcher.start();
    thread.start();
  }

  @Override
  public void arrived(BayNumber bay, CameraId camera) {
    Moment now = now();
    hear(
        () -> {
          present.put(bay, camera);
          holders.arrived(bay, camera);
          run(desk.arrived(bay, camera, now));
        });
  }

  @Override
  public void left(BayNumber bay, CameraId camera) {
    Moment now = now();
    hear(
        () -> {
          present.remove(bay, camera);
          run(desk.left(bay, camera, now));
        });
  }

  private void hear(Runnable event) {
    if (!events.offer(event)) {
      LOG.error("desk: more than {} events wait", MAX_EVENTS);
      dropped.incrementAndGet();
    }
  }

  /** What the display shows. */
  public DeskView view() {
    return notices.view(clock.instant());
  }

  /** Who took the camera that was in this bay, or brought back the one that is; if known. */
  public Optional<Holder> holder(BayNumber bay) {
    return Optional.ofNullable(holding.get(bay));
  }

  /** What does not work as it should, one line each (I7). */
  public List<String> degradations() throws IOException {
    List<String> all = new ArrayList<>(reader.degradations());
    all.addAll(fetcher.degradations());
    journalFailure.ifPresent(all::add);
    defect.ifPresent(all::add);
    if (dropped.get() > 0) {
      all.add("desk: " + dropped.get() + " arrivals or departures of cameras were not heard");
    }
    long refused = journal.counts().refused();
    if (refused > 0) {
      all.add(refused + " assignment events refused by the gateway");
    }
    return all;
  }

  /** Signals the bay of a camera; empty if it is not in this dock. */
  public Optional<BayNumber> find(CameraId camera) {
    Optional<BayNumber> bay =
        bays.bays().stream()
            .filter(status -> status.camera().equals(Optional.of(camera)))
            .map(status -> status.bay().number())
            .findFirst();
    bay.ifPresent(it -> bays.find(it, FIND));
    return bay;
  }

  /**
   * Offers the camera in a bay to an officer by an operator's word.
   *
   * @return the camera; empty if there is none in the bay
   */
  public Optional<CameraId> issue(OfficerId officer, BayNumber bay, String by) {
    return ask(
        () -> {
          Optional<CameraId> camera = Optional.ofNullable(present.get(bay));
          camera.ifPresent(it -> run(desk.byHand(officer, bay, it, by, now())));
          return camera;
        });
  }

  /** Says that a camera is lost; false if it is in this dock. */
  public boolean lost(CameraId camera, String by) {
    return ask(
        () -> {
          if (present.containsValue(camera)) {
            return false;
          }
          write(
              new DeskAction.Write(
                  AssignmentEvent.LOST,
                  camera,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(by),
                  clock.instant()));
          return true;
        });
  }

  private <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    hear(() -> answer.complete(question.get()));
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("desk: no answer", e);
    }
  }

  private void work() {
    while (!closing) {
      guarded(() -> reader.await(LOOK).ifPresent(tap -> hear(() -> tapped(tap))));
      drain();
      guarded(() -> run(desk.tick(now())));
      writeAll();
      holding = holders.now(present, standings, fetcher.roster());
    }
    drain(); // What has happened is written down before the journal closes.
    writeAll();
  }

  private void drain() {
    for (Runnable event = events.poll(); event != null; event = events.poll()) {
      guarded(event);
    }
  }

  /** A fault of one step must not end the desk: who takes which camera would be lost. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("desk: a fault of the agent itself", e);
      defect = Optional.of("desk: a fault of the agent itself: " + e);
      LockSupport.parkNanos(LOOK.toNanos()); // A reader that always fails must not fill the log.
    }
  }

  private Moment now() {
    return new Moment(clock.instant(), Duration.ofNanos(System.nanoTime()));
  }

  private void tapped(Tap tap) {
    Roster roster = fetcher.roster();
    switch (tap) {
      case Tap.Unreadable(String why) -> {
        LOG.info("desk: {}", why);
        run(Desk.tell(DeskMessage.UNREADABLE_CARD));
      }
      case Tap.Read(String number) -> {
        Optional<OfficerDirectory.Officer> officer = roster.ofCard(new CardId(number));
        if (officer.isPresent()) {
          tapped(officer.get(), roster);
        } else if (roster.isKnown()) {
          fetcher.wake(); // The card may be newer than the directory.
          run(Desk.tell(DeskMessage.UNKNOWN_CARD));
        } else {
          run(Desk.tell(DeskMessage.NO_DIRECTORY));
        }
      }
    }
  }

  private void tapped(OfficerDirectory.Officer officer, Roster roster) {
    Optional<CameraId> holding =
        roster.heldBy(officer.officer(), standings).filter(it -> !present.containsValue(it));
    Desk.Visitor visitor = new Desk.Visitor(officer.officer(), officer.personal(), holding);
    run(desk.tapped(visitor, candidates(), roster::isPersonal, now()));
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (BayStatus status : bays.bays()) {
      BayNumber bay = status.bay().number();
      CameraId camera = present.get(bay);
      if (camera != null && status.camera().equals(Optional.of(camera))) {
        Standing standing = standings.get(camera);
        candidates.add(
            new Candidate(
                bay,
                camera,
                status.bay().state(),
                status.charge().map(it -> it.percent()).orElse(OptionalInt.empty()),
                standing == null ? Optional.empty() : standing.issuedAt()));
      }
    }
    return candidates;
  }

  /** a camera that is here is not lost, whoever has said so since it came. */
  private void reopenLost() {
    Roster roster = fetcher.roster();
    for (CameraId lost : roster.lost()) {
      Standing standing = standings.get(lost);
      if (standing == null || standing.at().isBefore(roster.holdingsAt())) {
        for (Map.Entry<BayNumber, CameraId> one : present.entrySet()) {
          if (one.getValue().equals(lost)) {
            run(desk.arrived(one.getKey(), lost, now()));
          }
        }
      }
    }
  }

  private void run(List<DeskAction> actions) {
    for (DeskAction action : actions) {
      guarded(() -> run(action));
    }
  }

  private void run(DeskAction action) {
    switch (action) {
      case DeskAction.Signal(BayNumber bay, Duration time) -> bays.find(bay, time);
      case DeskAction.EndSignal(BayNumber bay) -> bays.endFind(bay);
      case DeskAction.Write event -> write(event);
      case DeskAction.Tell tell -> notices.add(tell, clock.instant());
    }
  }

  private void write(DeskAction.Write event) {
    unwritten.add(event);
    writeAll();
  }

  /** In order: what cannot be written holds up what comes after it, and shows. */
  private void writeAll() {
    while (!unwritten.isEmpty()) {
      try {
        note(journal.append((series, number) -> make(unwritten.getFirst(), series, number)));
        unwritten.removeFirst();
        journalFailure = Optional.empty();
        sender.wake();
      } catch (IOException | RuntimeException e) {
        Optional<String> now =
            Optional.of("assignment events are not journaled: " + e.getMessage());
        if (!now.equals(journalFailure)) {
          LOG.error("desk: {}", now.get(), e);
        }
        journalFailure = now;
        return;
      }
    }
  }

  private AssignmentJournal.Made make(DeskAction.Write event, UUID series, long number)
      throws IOException {
    Assignment assignment =
        new Assignment(
            dock,
            series,
            number,
            event.camera(),
            event.event(),
            event.officer(),
            event.how(),
            event.bay().map(BayNumber::number),
            event.by(),
            event.at(),
            dockClock.get());
    return new AssignmentJournal.Made(
        assignment, signer.sign(AssignmentJson.encode(assignment), clock.instant()));
  }

  private void note(Assignment assignment) {
    LOG.info(
        "camera {} {} {}",
        assignment.camera(),
        assignment.event().text(),
        assignment.officer().map(Object::toString).orElse(""));
    Standing before = standings.get(assignment.camera());
    holders.noted(assignment.camera(), assignment.event(), before, fetcher.roster());
    Optional<Instant> issuedAt =
        assignment.event() == AssignmentEvent.ISSUED
            ? Optional.of(assignment.at())
            : Optional.ofNullable(before).flatMap(Standing::issuedAt);
    standings.put(
        assignment.camera(),
        new Standing(
            assignment.camera(),
            assignment.event(),
            assignment.officer(),
            assignment.at(),
            issuedAt));
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    fetcher.close();
    sender.close();
    reader.close();
  }
}
