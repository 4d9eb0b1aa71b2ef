package org.dockwarden.gateway;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.gateway.index.SqliteIndex;
import org.dockwarden.gateway.settings.GatewaySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the custody log (C-5); the gateway may be running. */
@Command(
    name = "custody-log",
    mixinStandardHelpOptions = true,
    versionProvider = GatewayMain.Version.class,
    description = {
      "Prints the custody log, one entry a line, for 'dockwarden verify --custody-log'.",
      "Exits with 0 if the log is sound, 65 if it is not, 78 if the settings are wrong."
    })
final class CustodyLogCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 64 * 1024;

  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Settings, TOML.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Path index;
    try {
      index = GatewaySettings.read(Objects.requireNonNull(config)).storage().index();
    } catch (SettingsException | IOException e) {
      complain(e);
      return GatewayMain.EX_CONFIG;
    }
    try (OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES)) {
      SqliteIndex.printCustody(index, out);
      return GatewayMain.EX_OK;
    } catch (IOException e) {
      complain(e);
      return GatewayMain.EX_DATAERR;
    }
  }

  private void complain(Exception e) {
    Objects.requireNonNull(spec).commandLine().getErr().println(e.getMessage());
  }
}
