package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dockwarden.demo.dems.StandInDems;
import org.dockwarden.demo.pki.DemoKeys;
import org.dockwarden.demo.running.ChildProcess;
import org.dockwarden.demo.running.Children;
import org.dockwarden.demo.running.Loopback;

/** Everything that runs: four child processes, and the stand-in DEMS in this one. */
final class Estate implements AutoCloseable {
  /** A small machine that builds something else at the same time still makes it. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);

  private static final Duration POLL = Duration.ofMillis(50);

  /** A child that ends by Ctrl-C ends before this process hears of it. */
  private static final Duration INTERRUPT_GRACE = Duration.ofMillis(500);

  private final DemoFolder folder;
  private final Addresses addresses;
  private final Broker broker;
  private final Program program;
  private final Children children;
  private final StandInDems dems;
  private final Loopback loopback = new Loopback();

  private Estate(DemoFolder folder, Program program) throws IOException {
    this.folder = folder;
    this.program = program;
    this.addresses = Addresses.free();
    this.broker = Broker.find(program.distribution());
    this.children = new Children(folder.childNotes());
    this.dems = StandInDems.start(folder.dems(), folder.acknowledgements());
  }

  /** Makes keys and configuration and starts all at once; {@link #awaitReady} waits for them. */
  static Estate start(DemoFolder folder, Program program) throws IOException {
    DemoKeys.in(folder.keys());
    Estate estate = new Estate(folder, program);
    // Ctrl-C, SIGTERM and every exit of this process end the children first.
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(estate::close));
    try {
      new Configuration(folder, estate.addresses, estate.broker, program.launcher()).write();
      estate.startChildren();
    } catch (IOException e) {
      estate.close();
      throw e;
    }
    return estate;
  }

  private void startChildren() throws IOException {
    start("broker", broker.command(addresses.broker()));
    for (String daemon : List.of("gateway", "fleet", "agent")) {
      String settings = folder.root().resolve(daemon + ".toml").toString();
      start(daemon, List.of(program.launcher().toString(), daemon, "--config", settings));
    }
  }

  private void start(String name, List<String> command) throws IOException {
    Path log = folder.logs().resolve(name + ".log");
    children.start(name, command, folder.root(), log);
  }

  /** Returns when every part answers; throws when one has ended or does not answer in time. */
  void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      checkChildren();
      Optional<String> missing = firstNotReady();
      if (missing.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        String name = missing.get();
        throw new DemoException(
            name + " is not ready after 90 s; see " + folder.logs().resolve(name + ".log"));
      }
      Thread.sleep(POLL);
    }
  }

  private Optional<String> firstNotReady() throws InterruptedException {
    if (!Loopback.isOpen(addresses.broker())) {
      return Optional.of("broker");
    }
    if (!Loopback.isOpen(addresses.gateway())) {
      return Optional.of("gateway");
    }
    if (!Loopback.isOpen(addresses.agent())) {
      return Optional.of("agent");
    }
    return Loopback.isOpen(addresses.fleet()) ? Optional.empty() : Optional.of("fleet");
  }

  /** Throws when a child has ended that nobody asked to end. */
  void checkChildren() throws IOException, InterruptedException {
    Optional<ChildProcess> dead = children.firstDead();
    if (dead.isPresent()) {
      Thread.sleep(INTERRUPT_GRACE);
      if (!children.isClosing()) {
        throw new DemoException(dead.get().obituary());
      }
    }
  }

  /** The agent's own word about its bays. */
  Optional<String> agentStatus() throws InterruptedException {
    return loopback.get(addresses.agent(), "/status");
  }

  StandInDems dems() {
    return dems;
  }

  /** What runs where, one line each. */
  void describe(PrintStream out) {
    out.println("Dockwarden demo in " + folder.root());
    line(out, "broker", broker.url(addresses.broker()), broker.description());
    line(
        out,
        "gateway",
        "https://127.0.0.1:" + addresses.gateway(),
        "health http://127.0.0.1:" + addresses.gatewayAdmin() + "/healthz, metrics /metrics");
    line(out, "fleet", "http://127.0.0.1:" + addresses.fleet(), "what docks say (skeleton)");
    line(
        out,
        "agent",
        "http://127.0.0.1:" + addresses.agent() + "/status",
        "dock-0001, six simulated bays");
    line(out, "DEMS", "dems/", "a stand-in that checks every bag, then acknowledges");
    line(out, "logs", "logs/", "one file for each of them");
  }

  private static void line(PrintStream out, String name, String where, String what) {
    out.printf("  %-8s %-32s %s%n", name, where, what);
  }

  @Override
  public void close() {
    children.close();
    dems.close();
    loopback.close();
  }
}
