package org.dockwarden.agent.watchdog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SupervisorTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration NONE = Duration.ZERO;
  private static final long PID = 4711;

  @TempDir private Path temp = Path.of("");

  private static Supervisor supervisor(String socket) throws IOException {
    return Supervisor.of(Map.of("NOTIFY_SOCKET", socket), PID);
  }

  @Test
  void tellsThatItIsReadyAndThatItStops() throws Throwable {
    String path = temp.resolve("notify").toString();
    try (DatagramReceiver systemd = new DatagramReceiver(path);
        Supervisor supervisor = supervisor(path)) {
      supervisor.ready(List.of());
      supervisor.stopping();
      assertEquals(Optional.of("READY=1"), systemd.receive(LONG));
      assertEquals(Optional.of("STOPPING=1"), systemd.receive(LONG));
    }
  }

  @Test
  void knowsAbstractNames() throws Throwable {
    String name = "@dockwarden/test-" + ProcessHandle.current().pid();
    try (DatagramReceiver systemd = new DatagramReceiver(name);
        Supervisor supervisor = supervisor(name)) {
      supervisor.ready(List.of());
      assertEquals(Optional.of("READY=1"), systemd.receive(LONG));
    }
  }

  @Test
  void vouchesForALoopOnlyWhileItComesRound() throws Throwable {
    String path = temp.resolve("notify").toString();
    AtomicLong rounds = new AtomicLong();
    List<Watched> watched = List.of(Watched.loop("station", rounds::get));
    try (DatagramReceiver systemd = new DatagramReceiver(path);
        Supervisor supervisor = supervisor(path)) {
      supervisor.look(watched);
      assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
      rounds.incrementAndGet();
      supervisor.look(watched);
      assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
    }
  }

  @Test
  @ExpectsLog("station: no progress")
  void isSilentWhereOneOfThemStands() throws Throwable {
    String path = temp.resolve("notify").toString();
    AtomicLong rounds = new AtomicLong();
    List<Watched> watched =
        List.of(new Watched("status", () -> true), Watched.loop("station", rounds::get));
    try (DatagramReceiver systemd = new DatagramReceiver(path);
        Supervisor supervisor = supervisor(path)) {
      supervisor.look(watched);
      assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
      supervisor.look(watched);
      assertEquals(Optional.empty(), systemd.receive(NONE));
      rounds.incrementAndGet();
      supervisor.look(watched);
      assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
    }
  }

  @Test
  void looksAtIntervalsAndIsSilentOnceOneOfThemIsStuck() throws Throwable {
    String path = temp.resolve("notify").toString();
    CountDownLatch asked = new CountDownLatch(3);
    CountDownLatch never = new CountDownLatch(1);
    Watched status =
        new Watched(
            "status",
            () -> {
              asked.countDown();
              return asked.getCount() > 0 || isReleased(never);
            });
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "40000", "WATCHDOG_PID", "4711");
    try (DatagramReceiver systemd = new DatagramReceiver(path);
        Supervisor supervisor = Supervisor.of(environment, PID)) {
      supervisor.ready(List.of(status));
      assertEquals(Optional.of("READY=1"), systemd.receive(LONG));
      assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
      assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
      asked.await();
      assertEquals(Optional.empty(), systemd.receive(Duration.ofMillis(100)));
    }
  }

  private static boolean isReleased(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  @ExpectsLog("service manager: sendto: errno")
  void goesOnWhereTheServiceManagerHasGone() throws IOException {
    try (Supervisor supervisor = supervisor(temp.resolve("gone").toString())) {
      supervisor.look(List.of());
      assertThrows(IOException.class, supervisor::stopping);
    }
  }

  @Test
  void tellsNobodyWhereThereIsNobody() throws IOException {
    try (Supervisor supervisor = Supervisor.of(Map.of("WATCHDOG_USEC", "1000"), PID)) {
      supervisor.ready(List.of());
      supervisor.stopping();
    }
  }

  @Test
  void aWatchdogOfAnotherProcessIsNotItsOwn() throws Throwable {
    String path = temp.resolve("notify").toString();
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "4000", "WATCHDOG_PID", "1");
    try (DatagramReceiver systemd = new DatagramReceiver(path);
        Supervisor supervisor = Supervisor.of(environment, PID)) {
      supervisor.ready(List.of());
      assertEquals(Optional.of("READY=1"), systemd.receive(LONG));
      assertEquals(Optional.empty(), systemd.receive(Duration.ofMillis(50)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"notify", "vsock:2:1234", "@", "/", ""})
  void refusesAddressesThatAreNone(String name) throws IOException {
    if (name.isEmpty()) {
      supervisor(name).close();
    } else {
      assertThrows(IOException.class, () -> supervisor(name));
    }
    String tooLong = "/" + "n".repeat(107);
    assertThrows(IOException.class, () -> supervisor(tooLong));
    supervisor("/" + "n".repeat(106)).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1s", "9999999999999999999"})
  void refusesTimesThatAreNone(String micros) {
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/x", "WATCHDOG_USEC", micros);
    assertThrows(IOException.class, () -> Supervisor.of(environment, PID));
  }
}
