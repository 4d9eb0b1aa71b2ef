package org.dockwarden.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dockwarden.evidence.assignment.CardSalt;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.gateway.attribution.OfficerCsv;
import org.dockwarden.gateway.index.Officer;
import org.dockwarden.gateway.index.OfficerRegister;
import org.dockwarden.gateway.settings.GatewaySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The directory of officers; the gateway may be running. */
@Command(
    name = "officers",
    mixinStandardHelpOptions = true,
    versionProvider = GatewayMain.Version.class,
    description = {
      "Imports and lists the officers whom docks may issue cameras to.",
      "Exits with 0, with 65 if the file or the index cannot be used, with 78 if the settings are"
          + " wrong."
    })
final class OfficersCommand {
  // Not required by the annotation: it would be of each subcommand.
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings, TOML.",
      scope = ScopeType.INHERIT)
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  /** What is done with the register. */
  private interface Work {
    int with(OfficerRegister register) throws IOException;
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the officers of a CSV file the present ones: all of them, or, if anything in the"
            + " file is wrong, none. Whoever is not in the file has left and stays in the history.",
        "The file's first line is: " + OfficerCsv.HEADER,
        "card is the card's number (UID) in hexadecimal and may be empty; of it only a salted"
            + " digest is kept. personal is the officer's own camera, VENDOR:PRODUCT:SERIAL, and"
            + " may be empty."
      })
  int importFile(@Parameters(paramLabel = "FILE.csv") Path file) {
    return run(register -> importInto(register, file));
  }

  private int importInto(OfficerRegister register, Path file) throws IOException {
    OfficerCsv.Outcome read = OfficerCsv.read(bytes(file));
    if (!read.problems().isEmpty()) {
      read.problems().forEach(problem -> complain(file + ": " + problem));
      complain("Nothing was imported.");
      return GatewayMain.EX_DATAERR;
    }
    CardSalt salt = register.salt(new SecureRandom());
    List<Officer> officers =
        read.officers().parallelStream().map(line -> officer(line, salt)).toList();
    OfficerRegister.Changes changes = register.replace(officers, salt);
    out()
        .printf(
            "%d officers: %d joined, %d changed, %d left, %d as before.%n",
            officers.size(),
            changes.joined(),
            changes.changed(),
            changes.left(),
            changes.unchanged());
    out().flush();
    return GatewayMain.EX_OK;
  }

  private static Officer officer(OfficerCsv.Line line, CardSalt salt) {
    return new Officer(
        line.officer(),
        line.name(),
        line.force(),
        line.card().map(salt::digest),
        line.personal(),
        Instant.EPOCH, // The import decides.
        Optional.empty());
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(OfficerCsv.MAX_BYTES + 1);
      if (bytes.length > OfficerCsv.MAX_BYTES) {
        throw new IOException(file + ": (expected: <= " + OfficerCsv.MAX_BYTES + " bytes)");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": missing (expected: a CSV file)", e);
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the officers; with --history also earlier states and who has left.")
  int list(@Option(names = "--history") boolean history) {
    return run(register -> list(register.officers(history)));
  }

  private int list(List<Officer> officers) {
    PrintWriter out = out();
    for (Officer officer : officers) {
      out.printf(
          "%-16s  %-10s  %-4s  %-24s  %s  %s%s%n",
          officer.officer(),
          officer.force(),
          officer.card().isPresent() ? "card" : "-",
          officer.personal().map(CameraId::toString).orElse("pool"),
          officer.name(),
          "since " + officer.since(),
          officer.until().map(until -> " until " + until).orElse(""));
    }
    out.printf("%d lines.%n", officers.size());
    out.flush();
    return GatewayMain.EX_OK;
  }

  private int run(Work work) {
    if (config == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "Missing required option: '--config=FILE'");
    }
    GatewaySettings settings;
    try {
      settings = GatewaySettings.read(config);
    } catch (SettingsException | IOException e) {
      complain(String.valueOf(e.getMessage()));
      return GatewayMain.EX_CONFIG;
    }
    try (OfficerRegister register =
        OfficerRegister.open(settings.storage().index(), Gateway.CLOCK)) {
      return work.with(register);
    } catch (IOException e) {
      complain(String.valueOf(e.getMessage()));
      return GatewayMain.EX_DATAERR;
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private void complain(String what) {
    Objects.requireNonNull(spec).commandLine().getErr().println(what);
  }
}
