package org.dockwarden.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.gateway.settings.GatewaySettings;
import org.dockwarden.gateway.settings.KeyFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the gateway. */
@Command(
    name = "dockwarden gateway",
    mixinStandardHelpOptions = true,
    versionProvider = GatewayMain.Version.class,
    subcommands = {
      CustodyLogCommand.class,
      QuarantineCommand.class,
      OfficersCommand.class,
      AttributionsCommand.class
    },
    description = "Receives, verifies, stores and delivers evidence.")
public final class GatewayMain implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);
  static final int EX_OK = 0;
  static final int EX_DATAERR = 65; // sysexits.h
  static final int EX_CONFIG = 78;
  private static final int EX_SOFTWARE = 70;

  @Spec private @Nullable CommandSpec spec;

  // Required, but not by the annotation: a subcommand has its own.
  @Option(names = "--config", paramLabel = "FILE", description = "Settings, TOML.")
  private @Nullable Path config;

  @Option(
      names = "--check-config",
      description = "Check settings, keys and certificates, then exit: 0 or 78.")
  private boolean checkOnly;

  /** Version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = GatewayMain.class.getPackage().getImplementationVersion();
      return new String[] {"dockwarden gateway " + (version == null ? "unpackaged" : version)};
    }
  }

  /** Half a gateway is worse than none: it ends, is started again, and goes on (I5). */
  private static void die(Thread thread, Throwable cause) {
    LOG.error("{}: the gateway ends", thread.getName(), cause);
    Runtime.getRuntime().halt(EX_SOFTWARE);
  }

  /** Runs until SIGTERM. */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(GatewayMain::die);
    System.exit(new CommandLine(new GatewayMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = config;
    if (file == null) {
      throw new CommandLine.ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Missing required option: '--config=FILE'");
    }
    GatewaySettings settings;
    try {
      settings = GatewaySettings.read(file);
      if (checkOnly) {
        Keys.read(settings);
        KeyFiles.open(settings.keys()).forEach(System.err::println); // It works all the same.
        System.out.println("ok");
        return EX_OK;
      }
    } catch (SettingsException | IOException e) {
      System.err.println(e.getMessage());
      return EX_CONFIG;
    }
    return run(settings);
  }

  private static int run(GatewaySettings settings) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Gateway gateway = new Gateway(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped), "stop"));
      announce("gateway", gateway.address());
      announce("admin", gateway.adminAddress());
      stop.await();
      LOG.info("stopping");
    } catch (IOException e) {
      System.err.println(e.getMessage());
      boolean configuration =
          e instanceof EvidenceException known && known.code() == ErrorCode.CONFIGURATION_INVALID;
      return configuration ? EX_CONFIG : EX_SOFTWARE;
    } finally {
      stopped.countDown();
    }
    return EX_OK;
  }

  /** Holds the process until everything is closed: a shutdown hook's end is the process's end. */
  private static void stop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EX_OK); // Without this SIGTERM would end as 143.
  }

  private static void announce(String what, InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    System.out.println("listening " + what + " " + shown + ":" + address.getPort());
    System.out.flush();
  }
}
