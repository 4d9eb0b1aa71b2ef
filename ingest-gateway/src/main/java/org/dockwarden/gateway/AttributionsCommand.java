package org.dockwarden.gateway;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dockwarden.evidence.assignment.Attribution;
import org.dockwarden.evidence.assignment.AttributionMark;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;
import org.dockwarden.evidence.settings.SettingsException;
import org.dockwarden.gateway.index.OfficerRegister;
import org.dockwarden.gateway.settings.GatewaySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists who held the camera of each recording; the gateway may be running. */
@Command(
    name = "attributions",
    mixinStandardHelpOptions = true,
    versionProvider = GatewayMain.Version.class,
    description = {
      "Lists for each recording who held the camera, or why that is not known: camera, time of"
          + " recording, officer, basis, number of the attribution, recording, bag.",
      "An attribution with a number above 0 was made when an event came late: a bag that was handed"
          + " over before has an earlier one.",
      "Exits with 0, with 65 if the index cannot be used, with 78 if the settings are wrong."
    })
final class AttributionsCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Settings, TOML.")
  private @Nullable Path config;

  @Option(
      names = "--camera",
      paramLabel = "CAMERA",
      description = "Only of this camera: VENDOR:PRODUCT:SERIAL.")
  private @Nullable String camera;

  @Option(names = "--all", description = "Also those that a later one has replaced.")
  private boolean all;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Optional<CameraId> only = Optional.ofNullable(camera).map(this::parse);
    GatewaySettings settings;
    try {
      settings = GatewaySettings.read(Objects.requireNonNull(config));
    } catch (SettingsException | IOException e) {
      complain(String.valueOf(e.getMessage()));
      return GatewayMain.EX_CONFIG;
    }
    try (OfficerRegister register =
        OfficerRegister.open(settings.storage().index(), Gateway.CLOCK)) {
      register.attributions(only, all, this::print);
      out().flush();
      return GatewayMain.EX_OK;
    } catch (IOException e) {
      complain(String.valueOf(e.getMessage()));
      return GatewayMain.EX_DATAERR;
    }
  }

  private CameraId parse(String text) {
    try {
      return CameraId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--camera: " + e.getMessage(), e);
    }
  }

  private void print(Attribution attribution, Optional<String> bag) {
    String marks =
        attribution.marks().stream()
            .map(AttributionMark::text)
            .sorted()
            .collect(Collectors.joining(", "));
    out()
        .printf(
            "%s  %-24s  %-12s  %s%s  %d  %s  %s%n",
            attribution.camera(),
            attribution.recordedAt().map(Instant::toString).orElse("-"),
            attribution.officer().map(OfficerId::text).orElse("unknown"),
            attribution.basis().text(),
            marks.isEmpty() ? "" : " (" + marks + ")",
            attribution.number(),
            attribution.recording(),
            bag.orElse("-"));
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private void complain(String what) {
    Objects.requireNonNull(spec).commandLine().getErr().println(what);
  }
}
