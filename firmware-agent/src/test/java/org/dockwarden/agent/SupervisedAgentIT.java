package org.dockwarden.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dockwarden.agent.watchdog.DatagramReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process, and a socket in systemd's place. */
class SupervisedAgentIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path temp = Path.of("");

  @Test
  void tellsSystemdHowItIs() throws Throwable {
    String notify = temp.resolve("notify").toString();
    try (AgentRig rig = new AgentRig(Files.createDirectory(temp.resolve("agent")));
        DatagramReceiver systemd = new DatagramReceiver(notify)) {
      Process agent = start(rig.folder, notify);
      try {
        assertEquals(Optional.of("READY=1"), systemd.receive(LONG));
        assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
        assertEquals(Optional.of("WATCHDOG=1"), systemd.receive(LONG));
        agent.destroy();
        String last = systemd.receive(LONG).orElseThrow();
        while (last.equals("WATCHDOG=1")) {
          last = systemd.receive(LONG).orElseThrow();
        }
        assertEquals("STOPPING=1", last);
        agent.waitFor(LONG.toSeconds(), TimeUnit.SECONDS);
        assertEquals(0, agent.exitValue());
      } finally {
        agent.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(Path folder, String notify) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.dockwarden.agent.AgentMain",
                "--config",
                folder.resolve("agent.toml").toString()));
    File log = temp.resolve("log").toFile();
    builder.redirectOutput(log).redirectErrorStream(true);
    builder.environment().put("NOTIFY_SOCKET", notify);
    builder.environment().put("WATCHDOG_USEC", "12000000");
    Process agent = builder.start();
    agent.getOutputStream().close();
    return agent;
  }
}
