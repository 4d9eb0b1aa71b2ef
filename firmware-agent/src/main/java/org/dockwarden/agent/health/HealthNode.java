package org.dockwarden.agent.health;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.dockwarden.agent.health.Link.Will;
import org.dockwarden.agent.health.command.CommandDesk;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the dock each second, and tells it to whichever broker can be reached. */
public final class HealthNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthNode.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final NodeSettings settings;
  private final Links links;
  private final Ledger ledger;
  private final CommandDesk commands;
  private final Numbering numbering;
  private final LongSupplier nanoTime;
  private final Backoff backoff;
  private final Thread teller = Thread.ofVirtual().name("health").unstarted(this::work);
  private final Thread watcher = Thread.ofVirtual().name("health-look").unstarted(this::watch);
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Optional<String> problem = Optional.empty();
  private volatile Optional<String> blindness = Optional.empty();
  private volatile Optional<Link> current = Optional.empty();
  private final Map<String, PrimaryHost> hosts = new HashMap<>();
  private int broker;

  HealthNode(
      NodeSettings settings,
      Links links,
      Ledger ledger,
      CommandDesk commands,
      Numbering numbering,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.settings = settings;
    this.links = links;
    this.ledger = ledger;
    this.commands = commands;
    this.numbering = numbering;
    this.nanoTime = nanoTime;
    this.backoff = new Backoff(random);
  }

  /** Begins to look, and to connect. */
  public void start() {
    watcher.start();
    teller.start();
  }

  /** Why health does not leave the dock, or not whole. */
  public List<String> problems() {
    return Stream.of(problem, blindness, ledger.trouble()).flatMap(Optional::stream).toList();
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private void watch() {
    try {
      while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("nobody interrupts this thread but a dying process");
    }
  }

  /** What its own thread does each second. */
  void look() {
    try {
      if (ledger.look()) {
        current.ifPresent(Link::nudge);
      }
      blindness = Optional.empty();
    } catch (IOException | RuntimeException e) { // Never ends the agent.
      if (blindness.isEmpty()) {
        LOG.warn("health: {}", e.toString());
      }
      blindness = Optional.of("health: " + e.getMessage());
    }
  }

  private void work() {
    try {
      Duration pause = Backoff.offset(settings.node(), settings.startSpread());
      while (!stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = attempt(settings.brokers().get(broker));
        broker = (broker + 1) % settings.brokers().size();
      }
    } catch (InterruptedException e) {
      LOG.debug("nobody interrupts this thread but a dying process");
    }
  }

  /** One connection, if it comes to that; returns how long to wait before the next. */
  Duration attempt(String url) throws InterruptedException {
    try {
      return switch (serve(url)) {
        case STOPPED -> Duration.ZERO;
        case LOST -> {
          trouble(url, "connection lost");
          yield backoff.next();
        }
        case HOST_ABSENT -> {
          trouble(url, "primary host " + settings.primaryHost().orElse("") + " is not there");
          yield backoff.nextWithoutHost();
        }
      };
    } catch (MqttException | IOException | RuntimeException e) { // Never ends the agent.
      trouble(url, String.valueOf(e.getMessage()));
      return backoff.next();
    }
  }

  private void trouble(String url, String what) {
    if (problem.isEmpty() && !isStopping()) {
      LOG.warn("broker {}: {}", url, what);
    }
    problem = Optional.of("broker " + url + ": " + what);
  }

  private Session.End serve(String url) throws MqttException, IOException, InterruptedException {
    // Counted before the connection, so that a will of an older one is never taken for ours.
    long bdSeq = numbering.next() % (SparkplugPayload.MAX_SEQ + 1);
    Instant at = ledger.now();
    Will will = new Will(settings.topic("NDEATH"), Session.death(at, bdSeq));
    Optional<PrimaryHost> host =
        settings.primaryHost().map(it -> hosts.computeIfAbsent(url, _ -> new PrimaryHost(it)));
    host.ifPresent(PrimaryHost::connecting);
    List<String> topics = new ArrayList<>();
    topics.add(settings.topic("NCMD"));
    topics.add(settings.topic("DCMD") + "/+");
    host.ifPresent(it -> topics.add(it.topic()));
    try (Link link = links.open(url, will, topics)) {
      current = Optional.of(link);
      Session session =
          new Session(settings, link, ledger, commands, host, nanoTime, this::isStopping, bdSeq);
      return session.run(() -> born(url));
    } finally {
      current = Optional.empty();
    }
  }

  private void born(String url) {
    if (problem.isPresent()) {
      LOG.info("broker {}: connected again", url);
    }
    problem = Optional.empty();
    backoff.succeeded();
  }

  @Override
  public void close() {
    stop.countDown();
    current.ifPresent(Link::nudge);
    try {
      teller.join();
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
