package org.dockwarden.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.dockwarden.agent.configuration.AgentSettings;
import org.dockwarden.agent.configuration.KeyFiles;
import org.dockwarden.agent.configuration.ProfileToml;
import org.dockwarden.agent.display.Desk;
import org.dockwarden.agent.display.DisplayPages;
import org.dockwarden.agent.issue.DeskEndpoint;
import org.dockwarden.agent.status.StatusCache;
import org.dockwarden.agent.status.StatusServer;
import org.dockwarden.agent.upload.TlsIdentity;
import org.dockwarden.agent.watchdog.Supervisor;
import org.dockwarden.evidence.age.X25519Recipient;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.evidence.signing.CommonName;
import org.dockwarden.evidence.signing.Pem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The agent's command. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    versionProvider = AgentMain.Version.class,
    description = "The daemon on a dock: offloads cameras, uploads, releases.")
public final class AgentMain implements Callable<Integer> {
  /** sysexits.h EX_CONFIG. */
  static final int EXIT_CONFIGURATION = 78;

  /** sysexits.h EX_SOFTWARE. */
  static final int EXIT_SOFTWARE = 70;

  /** sysexits.h EX_TEMPFAIL: to be started again, as a command asked for (H-20). */
  static final int EXIT_RESTART = 75;

  private static final String CONFIG = "--config";

  private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);

  @Option(names = CONFIG, description = "agent.toml")
  private Path config = Path.of("agent.toml");

  @Option(names = "--check-config", description = "check the configuration and exit: 0 or 78")
  private boolean checkConfig;

  private final PrintStream out;

  AgentMain(PrintStream out) {
    this.out = out;
  }

  private AgentMain(PrintStream out, Path config) {
    this.out = out;
    this.config = config;
  }

  /**
   * The daemon itself, as its unit starts it, does without the parser of its commands, which would
   * stay in the memory of a dock for ever.
   */
  static void main(String[] arguments) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(AgentMain::die);
    PrintStream out = System.out;
    if (arguments.length == 2 && CONFIG.equals(arguments[0])) {
      System.exit(new AgentMain(out, Path.of(arguments[1])).call());
    }
    CommandLine command =
        new CommandLine(new AgentMain(out))
            .addSubcommand(new CameraFolderCommand(out))
            .addSubcommand(new MapBaysCommand(System.in, out))
            .addSubcommand(new StatusCommand(out))
            .addSubcommand(new DeskCommand(out));
    System.exit(command.execute(arguments));
  }

  /** Half an agent is worse than none: it ends, is started again, and goes on (I5). */
  private static void die(Thread thread, Throwable cause) {
    LOG.error("{}: the agent ends", thread.getName(), cause);
    Runtime.getRuntime().halt(EXIT_SOFTWARE);
  }

  /** Name and version for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"dockwarden agent " + Software.version()};
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      AgentSettings settings = AgentSettings.read(config);
      check(settings);
      return checkConfig ? 0 : run(settings);
    } catch (SettingsException e) {
      e.problems().forEach(problem -> LOG.error("{}", problem));
      return EXIT_CONFIGURATION;
    } catch (IOException e) {
      LOG.error("{}", e.getMessage(), e.getCause());
      return EXIT_SOFTWARE;
    }
  }

  /** What the configuration names has to be there, and to fit together. */
  private static void check(AgentSettings settings) throws SettingsException {
    try {
      ProfileToml.readAll(settings.profiles());
      TlsIdentity identity =
          TlsIdentity.read(settings.gateway().certificate(), settings.gateway().key());
      String name = CommonName.of(identity.chain().getFirst());
      if (!name.equals(settings.dock().id().text())) {
        throw new SettingsException(
            List.of("dock.id: " + settings.dock().id() + " (expected: the certificate's " + name));
      }
      new HashSet<>(Pem.certificates(Files.readString(settings.gateway().trust())));
      new HashSet<>(Pem.certificates(Files.readString(settings.receiptTrust())));
      X25519Recipient.parseFile(Files.readString(settings.recipients()));
      Docks.check(settings.dock());
      KeyFiles.open(settings.keys())
          .forEach(open -> LOG.warn("{}", open)); // It works all the same.
    } catch (IOException e) {
      throw new SettingsException(List.of(e.toString()));
    }
  }

  private int run(AgentSettings settings)
      throws IOException, InterruptedException, SettingsException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicInteger exit = new AtomicInteger();
    try (Supervisor supervisor = Supervisor.of(System.getenv(), ProcessHandle.current().pid());
        Agent agent = new Agent(settings, Docks.open(settings.dock()), InstantSource.system());
        StatusServer server = serve(agent, settings)) {
      agent.desk().ifPresent(desk -> server.answer(DeskEndpoint.PATH, new DeskEndpoint(desk)));
      agent.onRestart(
          () -> {
            exit.set(EXIT_RESTART);
            stop.countDown();
          });
      // Only now: it may end the process with 0, which a failed start must not.
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stopAndWait(supervisor, stop, stopped, exit::get)));
      out.println("listening status " + server.address());
      out.flush();
      supervisor.ready(agent.watched());
      LOG.info("dock {} ready, display at http://{}/", settings.dock().id(), server.address());
      stop.await();
      return exit.get();
    } finally {
      stopped.countDown();
    }
  }

  /** One look at the agent serves everybody who looks at the same time. */
  private static StatusServer serve(Agent agent, AgentSettings settings) throws IOException {
    StatusCache status = new StatusCache(agent::status, System::nanoTime);
    DisplayPages display =
        new DisplayPages(
            settings.display(),
            status,
            agent.desk().<Desk>map(desk -> desk::view).orElse(Desk.NONE),
            InstantSource.system());
    return StatusServer.start(settings.status().host(), settings.status().port(), status, display);
  }

  /** SIGTERM ends in exit code 0 once everything is closed; a restart has ended already. */
  private static void stopAndWait(
      Supervisor supervisor, CountDownLatch stop, CountDownLatch stopped, IntSupplier exit) {
    try {
      if (exit.getAsInt() == 0) {
        supervisor.stopping();
      }
    } catch (IOException e) {
      LOG.warn("service manager: {}", e.getMessage());
    }
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exit.getAsInt());
  }
}
