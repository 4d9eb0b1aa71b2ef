package org.dockwarden.agent.configuration;

import java.nio.file.Path;
import java.time.Duration;
import org.dockwarden.agent.issue.DeskRules;
import org.dockwarden.dock.card.PcscReader;
import org.dockwarden.evidence.settings.Section;

/**
 * {@code [issue]}: how cameras are issued. A dock without the section says nothing of who takes and
 * brings cameras.
 *
 * @param library pcsc-lite's library
 * @param cache folder of what is known of the officers
 * @param refresh between two questions for the officers
 * @param stale older officers are a degradation
 */
public record IssueSettings(
    Reader reader, String library, DeskRules rules, Path cache, Duration refresh, Duration stale) {
  /** What reads cards. */
  public enum Reader {
    PCSC,
    SIMULATED,
    NONE
  }

  private static final int MAX_OFFERS = 8;

  /**
   * Reads it.
   *
   * @param journal whose folder keeps the cache where nothing else is said: the agent may write
   *     there, which it may not beside its settings
   */
  static IssueSettings read(Section section, Path journal) {
    return new IssueSettings(
        section.choice("reader", Reader.class),
        section.text("library", PcscReader.LIBRARY),
        new DeskRules(
            section.duration(
                "take", Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofMinutes(10)),
            section.duration("grace", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(2)),
            section.integer("offers", 1, 1, MAX_OFFERS),
            section.bool("cleared", false)),
        section.path("cache", journal.resolveSibling("officers").toString()),
        section.duration(
            "refresh", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofHours(24)),
        section.duration("stale", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(90)));
  }
}
