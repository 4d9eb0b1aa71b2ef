package org.dockwarden.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.sysfs.SysfsScanner;
import org.dockwarden.dock.sysfs.UsbDevice;
import org.dockwarden.dock.usb.BayMap;
import org.dockwarden.dock.usb.BayMapFile;
import org.dockwarden.dock.usb.BayMapping;
import org.dockwarden.dock.usb.Dialogue;
import org.dockwarden.evidence.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Walks an installer through the bays and writes the bay map (U-7). */
@Command(
    name = "map-bays",
    mixinStandardHelpOptions = true,
    description = "Finds out with an installer which USB port is which bay. Run it as root.")
final class MapBaysCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(MapBaysCommand.class);
  private static final int EXIT_NOT_WRITTEN = 1;

  @Option(names = "--config", required = true, description = "agent.toml")
  private Path config = Path.of("agent.toml");

  @Option(names = "--bays", description = "number of bays; default: dock.bays of agent.toml")
  private Optional<Integer> bays = Optional.empty();

  @Option(
      names = "--wait",
      defaultValue = "5",
      description = "seconds that a device may need to show")
  private long waitSeconds = Duration.ofSeconds(5).toSeconds();

  private final InputStream in;
  private final PrintStream out;

  MapBaysCommand(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() {
    try {
      AgentSettings.Dock dock = AgentSettings.read(config).dock();
      int count = bays.orElse(dock.bays());
      return map(dock, new BayNumber(count).number());
    } catch (SettingsException e) {
      LOG.error("{}", e.getMessage());
      return AgentMain.EXIT_CONFIGURATION;
    } catch (IllegalArgumentException e) {
      LOG.error("--bays: {}", e.getMessage());
      return AgentMain.EXIT_CONFIGURATION;
    } catch (IOException | UncheckedIOException e) {
      LOG.error("{}", e.toString());
      return AgentMain.EXIT_SOFTWARE;
    }
  }

  private int map(AgentSettings.Dock dock, int count) throws IOException {
    BayMapFile file = new BayMapFile(dock.linux().ports());
    if (!Files.isWritable(file.folder())) {
      throw new IOException(file.folder() + ": not writable (expected: run as root)");
    }
    Optional<BayMap> map =
        new BayMapping(
                new SysfsScanner(dock.linux().sysfs()),
                new Terminal(),
                MapBaysCommand::authorise,
                Duration.ofSeconds(waitSeconds))
            .run(former(file), count);
    if (map.isEmpty()) {
      return EXIT_NOT_WRITTEN;
    }
    file.write(map.get());
    out.println("Written. Restart the agent: systemctl restart dockwarden-agent");
    return 0;
  }

  /** The map so far; one with a mistake is kept when the new one is written. */
  private BayMap former(BayMapFile file) {
    if (!file.exists()) {
      return BayMap.EMPTY;
    }
    try {
      return file.read();
    } catch (IOException e) {
      out.println("The map so far cannot be used: " + e.getMessage());
      return BayMap.EMPTY;
    }
  }

  private static void authorise(UsbDevice hub) throws IOException {
    Files.writeString(hub.folder().resolve("authorized"), "1");
  }

  /** Lines in and out; the same with a person and through pipes. */
  private final class Terminal implements Dialogue {
    private final BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));

    @Override
    public void say(String line) {
      out.println(line);
    }

    @Override
    public Optional<String> ask(String question) {
      out.print(question);
      out.flush();
      try {
        return Optional.ofNullable(lines.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
