package org.dockwarden.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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

  /** A signal to everything at once ends a child before this process hears of it. */
  private static final Duration SIGNAL_GRACE = Duration.ofMillis(500);

  private final DemoFolder folder;
  private final Addresses addresses;
  private final Broker broker;
  private final Program program;
  private final Children children;
  private final StandInDems dems;
  private final Loopback loopback = new Loopback();

  /** Parts that do not answer yet. */
  private final Set<String> starting =
      new LinkedHashSet<>(List.of("broker", "gateway", "fleet", "agent"));

  private Estate(DemoFolder folder, Program program) throws IOException {
    this.folder = folder;
    this.program = program;
    this.addresses = Addresses.free();
    this.broker = Broker.find(program.distribution());
    this.children = new Children(folder.childNotes());
    this.dems = StandInDems.start(folder.dems(), folder.acknowledgements());
  }

  /** Makes keys and configuration and starts all at once; {@link #awaitReady} waits for them. */
  static Estate start(DemoFolder folder, Program program, PrintStream out) throws IOException {
    DemoKeys.in(folder.keys());
    Estate estate = new Estate(folder, program);
    // Ctrl-C, SIGTERM and every exit of this process end the children first.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> estate.closeBySignal(out)));
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
    children.start(name, command, folder.root(), log(name));
  }

  /** Returns when every part answers; throws when one has ended or does not answer in time. */
  void awaitReady(ProgressLine line) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      checkChildren();
      removeReady();
      if (starting.isEmpty()) {
        Officers.importInto(folder, program.launcher());
        line.clear();
        return;
      }
      line.show("starting: " + String.join(", ", starting));
      if (System.nanoTime() > deadline) {
        line.end();
        String name = starting.iterator().next();
        throw new DemoException(name + " is not ready after 90 s; see " + log(name));
      }
      Thread.sleep(POLL);
    }
  }

  /** A part that answered once is not asked again: each question is a line in somebody's log. */
  private void removeReady() throws IOException {
    if (starting.contains("broker") && hasBrokerStarted()) {
      starting.remove("broker");
    }
    removeIfOpen("gateway", addresses.gatewayAdmin());
    removeIfOpen("fleet", addresses.fleet());
    removeIfOpen("agent", addresses.agent());
  }

  private void removeIfOpen(String name, int port) {
    if (starting.contains(name) && Loopback.isOpen(port)) {
      starting.remove(name);
    }
  }

  /** It says so itself; a connection without TLS would be an error in its log. */
  private boolean hasBrokerStarted() throws IOException {
    String text = new String(Files.readAllBytes(log("broker")), StandardCharsets.UTF_8);
    return text.contains(broker.readyMark());
  }

  private Path log(String name) {
    return folder.logs().resolve(name + ".log");
  }

  /**
   * Throws when a child has ended that nobody asked to end. Never returns once this process is
   * about to end.
   */
  void checkChildren() throws IOException, InterruptedException {
    Optional<ChildProcess> dead = children.firstDead();
    if (dead.isPresent()) {
      Thread.sleep(SIGNAL_GRACE);
    }
    if (children.isClosing()) {
      new CountDownLatch(1).await();
    }
    if (dead.isPresent()) {
      throw new DemoException(dead.get().obituary());
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
    line(
        out,
        "fleet",
        "http://127.0.0.1:" + addresses.fleet(),
        "what docks say of themselves, metrics /metrics");
    line(
        out,
        "display",
        "http://127.0.0.1:" + addresses.agent() + "/",
        "the screen at dock-0001, six simulated bays; its status /status");
    line(out, "DEMS", "dems/", "a stand-in that checks every bag, then acknowledges");
    line(out, "logs", "logs/", "one file for each of them");
  }

  private static void line(PrintStream out, String name, String where, String what) {
    out.printf("  %-8s %-32s %s%n", name, where, what);
  }

  private void closeBySignal(PrintStream out) {
    if (!children.isClosing()) {
      out.println();
      out.println("Ending …");
      out.flush();
      close();
      out.println("All has ended; what it made is in " + folder.root());
      out.flush();
    }
    close();
  }

  @Override
  public void close() {
    children.close();
    dems.close();
    loopback.close();
  }
}
