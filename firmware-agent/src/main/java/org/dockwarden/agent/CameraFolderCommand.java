package org.dockwarden.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.journal.FileReport;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Treats a folder as a docked camera: waits until all of it is released, prints a table. */
@Command(
    name = "camera-folder",
    mixinStandardHelpOptions = true,
    description = "Treats a folder or mounted volume as a docked camera; exits 0 when released.")
final class CameraFolderCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(CameraFolderCommand.class);
  private static final long POLL_MILLIS = 200;
  private static final int EXIT_NOT_RELEASED = 1;

  @Parameters(index = "0", paramLabel = "DIR", description = "the folder; emptied on release")
  private Path folder = Path.of(".");

  @Option(names = "--config", required = true, description = "agent.toml")
  private Path config = Path.of("agent.toml");

  @Option(names = "--timeout", defaultValue = "3600", description = "seconds to wait at the most")
  private long timeoutSeconds = Duration.ofHours(1).toSeconds();

  private final PrintStream out;

  CameraFolderCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Path real = folder.toRealPath();
      AgentSettings settings = AgentSettings.read(config);
      FolderDock dock = new FolderDock(real, FolderDock.descriptorOf(real));
      try (Agent agent = new Agent(settings, dock, InstantSource.system())) {
        return waitFor(agent);
      }
    } catch (SettingsException e) {
      LOG.error("{}", e.getMessage());
      return AgentMain.EXIT_CONFIGURATION;
    } catch (IOException e) {
      LOG.error("{}", e.getMessage(), e.getCause());
      return AgentMain.EXIT_SOFTWARE;
    }
  }

  private int waitFor(Agent agent) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    BayStatus bay = agent.bays().getFirst();
    while (!isSettled(bay.bay().state()) && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      bay = agent.bays().getFirst();
    }
    out.printf("%-12s %14s  %-64s %s%n", "STATE", "BYTES", "SHA-256", "FILE");
    for (FileReport file : agent.files()) {
      out.printf("%-12s %14d  %-64s %s%n", file.state(), file.bytes(), file.sha256(), file.path());
    }
    boolean released = bay.bay().state() == BayState.CLEARED || bay.bay().state() == BayState.READY;
    if (!released) {
      out.println("not released: " + bay.bay().state() + " " + bay.detail());
    }
    return released ? 0 : EXIT_NOT_RELEASED;
  }

  private static boolean isSettled(BayState state) {
    return switch (state) {
      case CLEARED, READY, REFUSED, FAULT -> true;
      case EMPTY, POWERED, IDENTIFIED, OFFLOADING, SAFE -> false;
    };
  }
}
