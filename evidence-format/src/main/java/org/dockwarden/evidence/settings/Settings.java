package org.dockwarden.evidence.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.file.Path;
import java.util.List;

/** Reads the text of a settings file. */
public final class Settings {
  /** Longest settings file, in characters. */
  public static final int MAX_LENGTH = 1024 * 1024;

  private static final int MAX_DEPTH = 16;

  private static final TomlMapper TOML =
      new TomlMapper(
          TomlFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  private Settings() {}

  /**
   * The root section of {@code toml}; relative paths stay relative. Values are placeholders where
   * there is a problem, so that all problems are found: call {@link Section#finish} before using
   * any of them.
   */
  public static Section parse(String toml, String source) throws SettingsException {
    return parse(toml, source, Path.of(""));
  }

  /** The same for the text of {@code file}; relative paths are relative to its folder. */
  public static Section parse(String toml, Path file) throws SettingsException {
    Path folder = file.toAbsolutePath().getParent();
    return parse(toml, file.toString(), folder == null ? Path.of("/") : folder);
  }

  private static Section parse(String toml, String source, Path folder) throws SettingsException {
    if (toml.length() > MAX_LENGTH) {
      throw new SettingsException(
          List.of(
              "%s: %d characters (expected: <= %d)".formatted(source, toml.length(), MAX_LENGTH)));
    }
    try {
      JsonNode tree = TOML.readTree(toml);
      ObjectNode root = tree instanceof ObjectNode object ? object : TOML.createObjectNode();
      return new Section(new Problems(source, KeyLines.of(toml)), "", root, folder);
    } catch (JsonProcessingException e) {
      throw new SettingsException(List.of(syntaxProblem(source, e)));
    }
  }

  private static String syntaxProblem(String source, JsonProcessingException problem) {
    String message = problem.getOriginalMessage().lines().findFirst().orElse("");
    return problem.getLocation() == null
        ? "%s: %s (expected: TOML 1.0)".formatted(source, message)
        : "%s:%d: %s (expected: TOML 1.0)"
            .formatted(source, problem.getLocation().getLineNr(), message);
  }
}
