package org.dockwarden.agent.display;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dockwarden.agent.display.BoardView.Notice;
import org.dockwarden.agent.display.BoardView.Weight;
import org.dockwarden.agent.display.words.FaultWords;
import org.dockwarden.agent.display.words.Figures;
import org.dockwarden.agent.display.words.Words;
import org.dockwarden.agent.journal.Backlog;
import org.dockwarden.agent.spool.Spool;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.upload.GatewayHealth;
import org.dockwarden.evidence.manifest.DockClock;

/** Says in one language how the dock as a whole is. */
final class DockTeller {
  /** A gateway that was spoken to so recently is connected. */
  private static final Duration RECENT = Duration.ofMinutes(5);

  private static final long NEARLY_FULL_PERCENT = 85;
  private static final long FULL_PERCENT = 98;

  private final Words words;
  private final Figures figures;
  private final FaultWords faults;

  DockTeller(Words words, ZoneId zone) {
    this.words = words;
    this.figures = new Figures(words, zone);
    this.faults = new FaultWords(words);
  }

  /** What is wrong comes first. */
  List<Notice> notices(AgentStatus status, Instant now) {
    List<Notice> notices = new ArrayList<>();
    notices.add(gateway(status.gateway(), now));
    notices.addAll(backlog(status.backlog()));
    notices.add(disk(status.spool()));
    if (status.clock() == DockClock.UNSYNCHRONISED) {
      notices.add(new Notice(Weight.WATCH, words.say("clock.unsynchronised")));
    }
    for (Trouble trouble : Trouble.of(status.degradations())) {
      String key = "trouble." + trouble.name().toLowerCase(Locale.ROOT);
      notices.add(new Notice(Weight.WATCH, words.say(key)));
    }
    notices.sort((one, other) -> other.weight().compareTo(one.weight()));
    return notices;
  }

  private Notice gateway(GatewayHealth gateway, Instant now) {
    String time = figures.time(gateway.since());
    if (gateway.error().isPresent()) {
      String reason = faults.error(gateway.error().get());
      return new Notice(Weight.BAD, words.say("gateway.trouble", "reason", reason, "time", time));
    }
    if (!gateway.isAsked()) {
      return new Notice(Weight.FINE, words.say("gateway.unasked"));
    }
    boolean isRecent = gateway.since().plus(RECENT).isAfter(now);
    return new Notice(
        Weight.FINE, isRecent ? words.say("gateway.ok") : words.say("gateway.quiet", "time", time));
  }

  private List<Notice> backlog(Backlog backlog) {
    List<Notice> notices = new ArrayList<>();
    String bytes = figures.bytes(backlog.queuedBytes());
    add(notices, Weight.FINE, "backlog.waiting", backlog.queued(), "bytes", bytes);
    add(notices, Weight.FINE, "backlog.confirming", backlog.awaitingReceipt());
    if (notices.isEmpty()) {
      notices.add(new Notice(Weight.FINE, words.say("backlog.none")));
    }
    add(notices, Weight.BAD, "backlog.quarantined", backlog.quarantined());
    add(notices, Weight.BAD, "backlog.failed", backlog.failed());
    return notices;
  }

  private void add(
      List<Notice> notices, Weight weight, String key, long count, Object... fillings) {
    if (count > 0) {
      notices.add(new Notice(weight, words.count(key, count, fillings)));
    }
  }

  /** Of what the dock may use: its quota, or less where the disk has less. */
  private Notice disk(Spool.Usage usage) {
    long may = Math.min(usage.quota(), usage.bytes() + usage.roomBytes());
    long percent = may <= 0 ? 100 : Math.min(100, usage.bytes() * 100 / may);
    if (percent >= FULL_PERCENT) {
      return new Notice(Weight.BAD, words.say("disk.full"));
    }
    String used = figures.percent(percent);
    return percent >= NEARLY_FULL_PERCENT
        ? new Notice(Weight.WATCH, words.say("disk.nearly", "percent", used))
        : new Notice(Weight.FINE, words.say("disk.used", "percent", used));
  }
}
