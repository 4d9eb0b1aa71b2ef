package org.dockwarden.dock.uevent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The real socket. Where this machine lets the kernel be asked for a uevent (root, and not every
 * container), the message must arrive; where it does not, the socket must at least open, wait and
 * close, or say why it cannot.
 */
class NetlinkHintsIT {
  private static final List<Path> TRIGGERS =
      List.of(
          Path.of("/sys/devices/virtual/mem/null/uevent"),
          Path.of("/sys/class/net/lo/uevent"),
          Path.of("/sys/class/mem/null/uevent"));

  @Test
  void opensOrSaysWhyNot() throws Exception {
    try (HintSource hints = NetlinkHints.openOrDegraded()) {
      hints.await(Duration.ofMillis(1));
      boolean isReal = hints instanceof NetlinkHints;
      assertEquals(isReal, hints.degradations().isEmpty(), () -> hints.degradations().toString());
      System.out.println("uevent socket: " + (isReal ? "open" : hints.degradations()));
    }
  }

  @Test
  void receivesWhatTheKernelSays() throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open()) {
      Optional<Path> trigger = TRIGGERS.stream().filter(NetlinkHintsIT::isTriggered).findFirst();
      boolean arrived = trigger.isPresent() && receives(socket);
      System.out.println("uevent triggered by " + trigger + ", arrived: " + arrived);
      // A network namespace that is not the first user namespace's gets no uevents from the kernel.
      assertTrue(arrived || trigger.isEmpty() || !isInitialNamespace(), "no uevent arrived");
    }
  }

  private static boolean receives(NetlinkSocket socket) throws IOException {
    for (int tries = 0; tries < 50 && socket.poll(100); tries++) {
      if (socket.receive() instanceof NetlinkSocket.Received.Message(byte[] bytes)
          && Uevent.parse(bytes).filter(event -> event.action().equals("change")).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTriggered(Path trigger) {
    try {
      Files.writeString(trigger, "change", StandardCharsets.US_ASCII);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isInitialNamespace() throws IOException {
    return Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0\\s+0\\s+4294967295");
  }

  @Test
  void endsAWaitWhenItIsClosed() throws Exception {
    HintSource hints = NetlinkHints.openOrDegraded();
    Thread waiter =
        Thread.startVirtualThread(
            () -> {
              try {
                hints.await(Duration.ofSeconds(60));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    hints.close();
    assertTrue(waiter.join(Duration.ofSeconds(10)));
    hints.close();
    assertFalse(waiter.isAlive());
  }
}
