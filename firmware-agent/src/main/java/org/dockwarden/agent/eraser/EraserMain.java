package org.dockwarden.agent.eraser;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The eraser's command: one request on standard input, one line for each file on standard output.
 */
@Command(
    name = "eraser",
    mixinStandardHelpOptions = true,
    versionProvider = EraserMain.Version.class,
    description = "Erases files on a camera for which a verified receipt exists.")
public final class EraserMain implements Callable<Integer> {
  /** sysexits.h EX_CONFIG. */
  private static final int EXIT_CONFIGURATION = 78;

  /** sysexits.h EX_DATAERR. */
  private static final int EXIT_REQUEST = 65;

  @Option(names = "--config", required = true, description = "eraser.toml")
  private Path config = Path.of("eraser.toml");

  @Option(names = "--check-config", description = "check the configuration and exit")
  private boolean checkConfig;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param err for a person; no logging framework may write between the answers
   */
  EraserMain(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = EraserMain.class.getPackage().getImplementationVersion();
      return new String[] {"dockwarden eraser " + (version == null ? "unpackaged" : version)};
    }
  }

  static void main(String[] arguments) {
    System.exit(
        new CommandLine(new EraserMain(System.in, System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    EraserSettings settings;
    Eraser eraser;
    try {
      settings = EraserSettings.read(config);
      eraser =
          new Eraser(
              settings.verifier(),
              settings.stage(),
              settings.alwaysHash(),
              settings.roots(),
              settings.mtpErasing());
    } catch (SettingsException | IOException e) {
      err.println("eraser: " + e.getMessage());
      return EXIT_CONFIGURATION;
    }
    return checkConfig ? 0 : serve(settings, eraser);
  }

  private int serve(EraserSettings settings, Eraser eraser) throws IOException {
    EraseRequest request;
    try {
      request = EraseJson.decode(in.readNBytes(EraseJson.MAX_REQUEST_BYTES + 1));
    } catch (EvidenceException e) {
      err.println("eraser: request: " + e.getMessage());
      return EXIT_REQUEST;
    }
    if (eraser.objection(request.volume()).isPresent()) {
      // An MTP camera, or refused file by file; there is nothing to make writable.
      eraser.run(request, this::print);
      return 0;
    }
    remount(settings, "rw", request.volume());
    try {
      eraser.run(request, this::print);
    } finally {
      remount(settings, "ro", request.volume());
    }
    return 0;
  }

  private void print(EraseAnswer answer) {
    out.writeBytes(EraseJson.encode(answer));
    out.write('\n');
    out.flush();
    if (out.checkError()) {
      throw new UncheckedIOException(new IOException("standard output is closed"));
    }
  }

  /** The writable view lasts for one request; the agent's own view of the volume is read-only. */
  private static void remount(EraserSettings settings, String mode, Path volume)
      throws IOException {
    if (settings.remount().isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(settings.remount());
    command.addAll(List.of("-o", "remount," + mode + ",nosuid,nodev,noexec", volume.toString()));
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new EvidenceException(
            ErrorCode.RELEASE_FAILED, "remount " + mode + ": exit " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
