package org.dockwarden.gateway;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dockwarden.evidence.error.ErrorCode;
import org.dockwarden.evidence.json.UnicodeText;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.gateway.index.QuarantineRegister;
import org.dockwarden.gateway.index.Quarantined;
import org.dockwarden.gateway.index.Quarantined.Standing;
import org.dockwarden.gateway.settings.GatewaySettings;
import org.dockwarden.gateway.upload.UploadId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists what is kept apart, and takes note of it (C-6); the gateway may be running. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    versionProvider = GatewayMain.Version.class,
    description = {
      "Lists what the gateway keeps apart because bytes and papers differ; with --acknowledge says"
          + " that a person has looked into one of them.",
      "An acknowledgement deletes nothing and releases nothing: it is written into the custody log,"
          + " and health no longer shows the entry.",
      "Exits with 0, with 65 if there is no such entry or the index cannot be used, with 78 if the"
          + " settings are wrong."
    })
final class QuarantineCommand implements Callable<Integer> {
  private static final int MAX_NAME_CHARACTERS = 100;
  private static final int MAX_REASON_CHARACTERS = 500;

  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Settings, TOML.")
  private @Nullable Path config;

  @ArgGroup(exclusive = false)
  private @Nullable Note note;

  @Spec private @Nullable CommandSpec spec;

  /** The options of an acknowledgement: all of them, or none. */
  private static final class Note {
    @Option(
        names = "--acknowledge",
        paramLabel = "UPLOAD",
        required = true,
        description = "Take note of this entry.")
    private String upload = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "What was found out, one line; goes into the custody log.")
    private String reason = "";

    @Option(
        names = "--by",
        paramLabel = "NAME",
        required = true,
        description = "Who says so; goes into the custody log.")
    private String by = "";
  }

  @Override
  public Integer call() {
    GatewaySettings settings;
    try {
      settings = GatewaySettings.read(Objects.requireNonNull(config));
    } catch (SettingsException | IOException e) {
      complain(String.valueOf(e.getMessage()));
      return GatewayMain.EX_CONFIG;
    }
    try (QuarantineRegister register =
        QuarantineRegister.open(settings.storage().index(), settings.name(), Gateway.CLOCK)) {
      return note == null
          ? list(register.entries(), settings.storage().store().resolve("quarantine"))
          : acknowledge(register, note);
    } catch (IOException e) {
      complain(String.valueOf(e.getMessage()));
      return GatewayMain.EX_DATAERR;
    }
  }

  private int list(List<Quarantined> entries, Path folder) {
    PrintWriter out = out();
    for (Quarantined one : entries) {
      out.printf(
          "%-12s  %s  %s  %s  %s  %s %s%n",
          one.standing().name().toLowerCase(Locale.ROOT),
          one.since(),
          one.dock(),
          one.error().map(ErrorCode::code).orElse("-"),
          one.upload(),
          one.refused() ? "document" : "recording",
          one.recording());
      out.printf("              %s%n", one.detail().replaceAll("\\p{Cntrl}", "?"));
    }
    long open = entries.stream().filter(one -> one.standing() == Standing.OPEN).count();
    out.printf("%d kept apart, %d open.%n", entries.size(), open);
    if (open > 0) {
      out.printf(
          "For each open one: keep the camera as it is; compare bytes and papers, %s/UPLOAD.*;"
              + " find out why they differ. Then:%n"
              + "  dockwarden gateway quarantine --config %s --acknowledge UPLOAD --reason TEXT"
              + " --by NAME%n",
          folder, config);
    }
    out.flush();
    return GatewayMain.EX_OK;
  }

  private int acknowledge(QuarantineRegister register, Note said) throws IOException {
    String by = line("--by", said.by, MAX_NAME_CHARACTERS);
    String reason = line("--reason", said.reason, MAX_REASON_CHARACTERS);
    Optional<UploadId> upload = UploadId.parse(said.upload);
    Optional<Quarantined> before =
        upload.isEmpty() ? Optional.empty() : register.acknowledge(upload.get(), by, reason);
    if (before.isEmpty()) {
      complain(
          said.upload
              + ": not in quarantine (expected: an UPLOAD as the list shows it, 32 digits)");
      return GatewayMain.EX_DATAERR;
    }
    out()
        .println(
            said.upload
                + (before.get().standing() == Standing.ACKNOWLEDGED
                    ? ": was acknowledged before; the custody log says by whom and why."
                    : ": acknowledged. Bytes and papers stay where they are; health shows the"
                        + " rest."));
    out().flush();
    return GatewayMain.EX_OK;
  }

  private String line(String option, String text, int maxCharacters) {
    try {
      return UnicodeText.requireLine(option, text.strip(), maxCharacters);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private void complain(String what) {
    Objects.requireNonNull(spec).commandLine().getErr().println(what);
  }
}
