package org.dockwarden.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.fleet.alerting.AlertingService;
import org.dockwarden.fleet.notify.Destination;
import org.dockwarden.fleet.web.Console;
import org.dockwarden.fleet.web.http.HttpsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code fleet}. */
@Command(
    name = "fleet",
    description =
        "The fleet service: listens to docks, keeps inventory and history, raises alerts, serves"
            + " the console.",
    mixinStandardHelpOptions = true,
    subcommands = AddUserCommand.class,
    versionProvider = FleetMain.Version.class)
public final class FleetMain implements Callable<Integer> {
  /** EX_CONFIG of sysexits.h. */
  private static final int BAD_CONFIGURATION = 78;

  /** EX_SOFTWARE of sysexits.h. */
  private static final int SOFTWARE_FAULT = 70;

  private static final Logger LOG = LoggerFactory.getLogger(FleetMain.class);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      scope = ScopeType.INHERIT, // may also stand after a subcommand
      description = "fleet.toml")
  private Path config = Path.of("fleet.toml");

  @Option(
      names = "--check-config",
      description = "Read the configuration, say what is wrong with it (exit 78), start nothing.")
  private boolean checkOnly;

  FleetMain() {}

  /** The file that {@code --config} names. */
  Path config() {
    return config;
  }

  /** Half a service is worse than none: it ends and is started again. */
  private static void die(Thread thread, Throwable cause) {
    LOG.error("{}: the fleet service ends", thread.getName(), cause);
    Runtime.getRuntime().halt(SOFTWARE_FAULT);
  }

  public static void main(String[] arguments) {
    HttpsListener.limit(); // before any server of this process is made
    Thread.setDefaultUncaughtExceptionHandler(FleetMain::die);
    System.exit(new CommandLine(new FleetMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      FleetSettings settings = FleetSettings.read(config);
      if (checkOnly) {
        check(settings);
      } else {
        serve(settings);
      }
      return CommandLine.ExitCode.OK;
    } catch (SettingsException e) {
      e.problems().forEach(System.err::println);
      return BAD_CONFIGURATION;
    } catch (IOException e) {
      System.err.println("dockwarden fleet: " + e);
      return checkOnly ? BAD_CONFIGURATION : CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** Reads every key, certificate and secret as a start would. */
  private static void check(FleetSettings settings) throws IOException {
    FleetService.tls(settings.brokers());
    AlertingService.destinations(settings.alerts()).forEach(Destination::close);
    if (settings.console().isPresent()) {
      Console.check(settings.console().get());
    }
  }

  private static void serve(FleetSettings settings) throws IOException, InterruptedException {
    FleetService service = FleetService.start(settings, Clock.systemUTC());
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      end(service);
                      Runtime.getRuntime().halt(0); // being told to end is no failure
                    }));
    InetSocketAddress address = service.address();
    System.out.println(
        "listening fleet " + address.getAddress().getHostAddress() + ":" + address.getPort());
    service.console().ifPresent(console -> LOG.info("The console is at {}", console.address()));
    LOG.info("Fleet service {}: health and metrics at {}", settings.name(), address);
    new CountDownLatch(1).await(); // until a signal ends the process
  }

  private static void end(FleetService service) {
    try {
      service.close();
    } catch (IOException e) {
      LOG.warn("The end: {}", e.getMessage());
    }
  }

  /** From the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = FleetMain.class.getPackage().getImplementationVersion();
      return new String[] {"dockwarden fleet " + (version == null ? "unpackaged" : version)};
    }
  }
}
