package org.dockwarden.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code demo}. */
@Command(
    name = "demo",
    description = {
      "Runs all of Dockwarden on this machine, with a simulated dock.",
      "Without options cameras come and go by themselves until Ctrl-C."
    },
    mixinStandardHelpOptions = true,
    versionProvider = DemoMain.Version.class,
    sortOptions = false,
    subcommands = {DockCommand.class, UndockCommand.class, TapCommand.class})
public final class DemoMain implements Callable<Integer> {
  @Option(
      names = "--once",
      description = "Dock one camera, wait until it is released, verify the evidence, exit.")
  private boolean once;

  @Option(
      names = "--footage",
      paramLabel = "DIR",
      description = "With --once: what is on the camera. It is copied, never touched.")
  private @Nullable Path footage;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "demo-data",
      description = "Where everything is kept (default: ./demo-data).")
  private Path data = Path.of("demo-data");

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "With --once: give up after so long without progress (default: 120).")
  private int patienceSeconds = 120;

  private DemoMain() {}

  public static void main(String[] arguments) {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    System.exit(new CommandLine(new DemoMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    if (footage != null && !once) {
      System.err.println("dockwarden demo: --footage needs --once");
      return CommandLine.ExitCode.USAGE;
    }
    try (DemoFolder folder = DemoFolder.hold(data)) {
      run(folder, Program.running());
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      System.err.println("dockwarden demo: " + Complaint.about(e));
    } catch (UncheckedIOException e) {
      System.err.println("dockwarden demo: " + Complaint.about(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private void run(DemoFolder folder, Program program) throws IOException, InterruptedException {
    PrintStream out = System.out;
    if (once) {
      new OnceRun(folder, program, Duration.ofSeconds(patienceSeconds), out).run(footage);
    } else {
      new EndlessRun(folder, program, out).run();
    }
    out.flush();
  }

  /** From the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = DemoMain.class.getPackage().getImplementationVersion();
      return new String[] {"dockwarden demo " + (version == null ? "unpackaged" : version)};
    }
  }
}
