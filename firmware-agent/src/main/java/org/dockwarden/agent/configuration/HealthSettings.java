package org.dockwarden.agent.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dockwarden.agent.health.command.CommandDesk;
import org.dockwarden.evidence.settings.Section;

/**
 * Brokers that the dock tells its health, and what it may be told by them.
 *
 * @param primaryHost births wait for this host (H-11)
 * @param startSpread the first connection comes within this time after the start (H-12)
 * @param outbox bytes that are kept for times without a broker (H-16)
 * @param folder where they are kept
 * @param commands that are allowed (H-21)
 */
public record HealthSettings(
    List<String> brokers,
    String group,
    Optional<String> primaryHost,
    Duration startSpread,
    long outbox,
    Path folder,
    List<String> commands,
    Path trust,
    Path certificate,
    Path key) {
  private static final long DEFAULT_OUTBOX = 4L << 20;
  private static final long LEAST_OUTBOX = 1L << 20;
  private static final long MOST_OUTBOX = 256L << 20;
  private static final Duration DEFAULT_SPREAD = Duration.ofMinutes(1);
  private static final Duration LONGEST_SPREAD = Duration.ofHours(1);

  public HealthSettings {
    brokers = List.copyOf(brokers);
    commands = List.copyOf(commands);
  }

  /**
   * Reads the section.
   *
   * @param journal the journal's file: the outbox lies beside it
   */
  static HealthSettings read(Section section, Path journal) {
    List<String> brokers = section.texts("brokers");
    if (brokers.isEmpty()) {
      section.problem("brokers", "none", "at least one ssl://host:port");
    }
    Optional<String> host = section.optionalText("primary_host");
    host.filter(HealthSettings::isNoLevel)
        .ifPresent(it -> section.problem("primary_host", it, "without + # /"));
    return new HealthSettings(
        brokers,
        group(section),
        host,
        section.duration("start_spread", DEFAULT_SPREAD, Duration.ZERO, LONGEST_SPREAD),
        section.byteCount("outbox", DEFAULT_OUTBOX, LEAST_OUTBOX, MOST_OUTBOX),
        section
            .optionalPath("folder")
            .orElseGet(() -> journal.toAbsolutePath().resolveSibling("outbox")),
        commands(section),
        section.path("trust"),
        section.path("certificate"),
        section.path("key"));
  }

  /** tck-id-topic-structure-namespace-valid-group-id. */
  private static String group(Section section) {
    String group = section.text("group");
    if (isNoLevel(group)) {
      section.problem("group", group, "without + # /");
    }
    return group;
  }

  private static boolean isNoLevel(String text) {
    return text.chars().anyMatch(it -> it == '+' || it == '#' || it == '/');
  }

  private static List<String> commands(Section section) {
    if (!section.has("commands")) {
      return List.of("find", "signal");
    }
    List<String> known =
        Stream.concat(CommandDesk.NODE.stream(), CommandDesk.BAY.stream()).toList();
    List<String> commands = section.texts("commands");
    commands.stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> section.problem("commands", name, "of " + String.join(", ", known)));
    return commands;
  }
}
