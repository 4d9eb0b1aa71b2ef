package org.dockwarden.agent.watchdog;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager that started this process, if there is one: sd_notify(3). Without one nothing
 * is told to anybody.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** So many looks in the time after which the agent counts as stuck. */
  private static final int LOOKS = 4;

  private final Optional<NotifySocket> socket;
  private final Optional<Duration> watchdog;
  private Optional<Thread> watching = Optional.empty();

  private Supervisor(Optional<NotifySocket> socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * What the environment says.
   *
   * @param pid this process: a watchdog may be meant for another one
   */
  public static Supervisor of(Map<String, String> environment, long pid) throws IOException {
    String name = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (name.isEmpty()) {
      return new Supervisor(Optional.empty(), Optional.empty());
    }
    Optional<Duration> watchdog = watchdog(environment, pid);
    return new Supervisor(Optional.of(new NotifySocket(name)), watchdog);
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid)
      throws IOException {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String meant = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
    if (micros.isEmpty() || !meant.equals(Long.toString(pid))) {
      return Optional.empty();
    }
    if (!micros.matches("[1-9][0-9]{0,17}")) {
      throw new IOException("WATCHDOG_USEC: " + micros + " (expected: microseconds)");
    }
    return Optional.of(Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L)));
  }

  /** The agent serves. From here on it is watched, if the service manager asks for that. */
  public void ready(List<Watched> watched) throws IOException {
    if (watchdog.isPresent()) {
      Duration interval = watchdog.get().dividedBy(LOOKS);
      LOG.info("watchdog every {}", interval);
      watching =
          Optional.of(Thread.ofVirtual().name("watchdog").start(() -> watch(watched, interval)));
    }
    say("READY=1");
  }

  /** The agent has begun to stop. */
  public void stopping() throws IOException {
    say("STOPPING=1");
  }

  private void watch(List<Watched> watched, Duration interval) {
    try {
      while (true) {
        Thread.sleep(interval);
        look(watched);
      }
    } catch (InterruptedException e) {
      LOG.debug("the watchdog ends"); // close() interrupts.
    }
  }

  /** Tells that all of them get on, if they do. */
  void look(List<Watched> watched) {
    for (Watched one : watched) {
      if (!one.moved().getAsBoolean()) {
        LOG.error("{}: no progress; the service manager is not told that all is well", one.name());
        return;
      }
    }
    try {
      say("WATCHDOG=1");
    } catch (IOException e) {
      LOG.error("service manager: {}", e.getMessage());
    }
  }

  private void say(String state) throws IOException {
    if (socket.isPresent()) {
      socket.get().send(state);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (watching.isPresent()) {
        watching.get().interrupt();
        watching.get().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (socket.isPresent()) {
        socket.get().close();
      }
    }
  }
}
