package org.dockwarden.agent.health;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.dockwarden.agent.health.command.CommandDesk;
import org.dockwarden.agent.health.metric.CameraFacts;
import org.dockwarden.agent.health.metric.DockFacts;
import org.dockwarden.agent.health.metric.HolderFact;
import org.dockwarden.agent.health.outbox.MemoryOutbox;
import org.dockwarden.agent.health.outbox.Outbox;
import org.dockwarden.agent.journal.Backlog;
import org.dockwarden.agent.offload.Leftovers;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.upload.GatewayHealth;
import org.dockwarden.dock.bay.Bay;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.dock.bay.FileCounts;
import org.dockwarden.evidence.identity.DockId;
import org.dockwarden.evidence.manifest.DockClock;

/**
 * An edge node whose dock is made up and whose time is simulated. Each bay tells a new word now and
 * then, which are the events, and its rate each time, which is telemetry.
 */
final class SimulatedDock implements Facts {
  static final int BAYS = 4;

  private static final String BROKER = "tcp://simulated";

  private final SimulatedTime time;
  private final MemoryOutbox disk;
  private final NodeSettings settings;
  private final Links links;
  private final AtomicLong connections = new AtomicLong(250); // Soon at 255, and at 0 again.
  private final List<List<String>> words = new ArrayList<>();
  private final Random random = new Random(1);
  private OptionalDouble celsius = OptionalDouble.empty();
  private HealthNode node;
  private Outbox outbox;

  /**
   * A dock that was just started.
   *
   * @param bound bytes of its outbox
   */
  SimulatedDock(SimulatedTime time, long bound, Links links) throws IOException {
    this.time = time;
    this.disk = new MemoryOutbox(bound);
    this.links = links;
    this.settings =
        new NodeSettings(
            List.of(BROKER),
            "force-a:site-1",
            "dock-0001",
            Optional.empty(),
            Duration.ZERO,
            List.of("find"),
            Optional.empty());
    for (int bay = 0; bay < BAYS; bay++) {
      words.add(new ArrayList<>(List.of("born")));
    }
    this.outbox = disk.open();
    this.node = node(outbox);
  }

  private HealthNode node(Outbox kept) {
    Ledger ledger =
        new Ledger(this::status, this, kept, List.of("find"), List.of(), time, time::nanos);
    CommandDesk desk = new CommandDesk(List.of("find"), new DeafControls(), ledger::result, time);
    return new HealthNode(
        settings, links, ledger, desk, connections::incrementAndGet, time::nanos, random);
  }

  /** The agent ends, as far as it can tell anybody, and starts again. */
  void restart() throws IOException {
    node.close();
    outbox = disk.open();
    node = node(outbox);
  }

  HealthNode node() {
    return node;
  }

  Outbox outbox() {
    return outbox;
  }

  /** A bay has news. */
  void say(int bay, String word) {
    words.get(bay - 1).add(word);
  }

  /** All that a bay has said, in order. */
  List<String> words(int bay) {
    return words.get(bay - 1);
  }

  /** From now on there is a thermometer. */
  void findsAThermometer() {
    celsius = OptionalDouble.of(40);
  }

  /** A connection, or an attempt, as the node's own thread makes it; then the pause after it. */
  void attempt() {
    try {
      time.pass(node.attempt(BROKER));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private AgentStatus status() {
    List<BayStatus> bays = new ArrayList<>();
    for (int bay = 1; bay <= BAYS; bay++) {
      bays.add(bay(bay));
    }
    return new AgentStatus(
        new DockId("dock-0001"),
        "test",
        bays,
        new Spool.Usage(0, 1, 1, 0, 0),
        new Backlog(0, 0, 0, 0, 0, 0),
        0,
        GatewayHealth.answered(Instant.EPOCH),
        DockClock.SYNCHRONISED,
        "test",
        false,
        List.of());
  }

  private BayStatus bay(int number) {
    return new BayStatus(
        new Bay(
            new BayNumber(number),
            Optional.empty(),
            BayState.EMPTY,
            Optional.empty(),
            FileCounts.NONE,
            Optional.empty()),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Leftovers.NONE,
        words.get(number - 1).getLast(),
        0,
        random.nextLong(1_000_000));
  }

  @Override
  public DockFacts dock() {
    return new DockFacts(
        Instant.EPOCH,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        celsius,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public Optional<CameraFacts> camera(BayStatus bay) {
    return Optional.empty();
  }

  @Override
  public Optional<HolderFact> holder(BayStatus bay) {
    return Optional.empty();
  }
}
