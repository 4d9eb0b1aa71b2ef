package org.dockwarden.fleet.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.json.JsonObjectReader;
import org.dockwarden.evidence.json.StrictJson;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.HealthListener;
import org.dockwarden.fleet.dock.Metrics;
import org.dockwarden.fleet.web.desk.CommandDesk.Command;
import org.dockwarden.fleet.web.desk.CommandDesk.Line;
import org.dockwarden.fleet.web.desk.CommandDesk.Name;
import org.dockwarden.fleet.web.desk.CommandDesk.Result;

/**
 * Commands that were sent, and what came of them: the last {@value #MAX_LINES}, in memory, until
 * this service ends. (Who asked is in the audit list, what a dock answered in its history.)
 * Thread-safe.
 */
public final class CommandLedger implements HealthListener {
  /** A dock answers within seconds, or not at all. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** H-23: a dock drops what is beyond this. */
  static final int MAX_WAITING = 16;

  /** Code of a result that no dock gives: none came in time. */
  public static final String NO_ANSWER = "no-answer";

  static final int MAX_LINES = 1_000;
  private static final String RESULT = "command/result";
  private static final int MAX_RESULT_BYTES = 16_384;

  private final SequencedMap<String, Line> lines = new LinkedHashMap<>();

  /**
   * Notes a command that is about to be sent.
   *
   * @return whether there is room: no more than 16 of a dock wait for an answer
   */
  synchronized boolean add(String id, Command command, Instant now) {
    long waiting =
        lines.values().stream()
            .filter(line -> line.command().dock().equals(command.dock()) && isOpen(line, now))
            .count();
    if (waiting >= MAX_WAITING) {
      return false;
    }
    lines.put(id, new Line(id, command, now, Optional.empty()));
    if (lines.size() > MAX_LINES) {
      Iterator<String> oldest = lines.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  /** It was not sent. */
  synchronized void remove(String id) {
    lines.remove(id);
  }

  /** The latest first. */
  synchronized List<Line> lines(Optional<DockKey> dock, int limit, Instant now) {
    List<Line> latest = new ArrayList<>();
    for (Line line : lines.sequencedValues().reversed()) {
      if (latest.size() < limit && dock.map(line.command().dock()::equals).orElse(true)) {
        latest.add(shown(line, now));
      }
    }
    return latest;
  }

  private static boolean isOpen(Line line, Instant now) {
    return line.result().isEmpty() && now.isBefore(line.sentAt().plus(PATIENCE));
  }

  /** An answer may come after all, told later as historical: then it counts. */
  private static Line shown(Line line, Instant now) {
    return line.result().isPresent() || isOpen(line, now)
        ? line
        : answered(line, new Result(line.sentAt().plus(PATIENCE), NO_ANSWER, ""));
  }

  private static Line answered(Line line, Result result) {
    return new Line(line.id(), line.command(), line.sentAt(), Optional.of(result));
  }

  /** A result of the dock, or of its bay: only the dock that was told can answer (H-22). */
  @Override
  public synchronized void changed(DockKey dock, Optional<String> bay, MetricChange change) {
    if (!change.name().equals(RESULT) || change.metric().text().isEmpty()) {
      return;
    }
    try {
      JsonObjectReader json =
          JsonObjectReader.of(
              StrictJson.read(
                  change.metric().text().getBytes(StandardCharsets.UTF_8), MAX_RESULT_BYTES));
      Line line = lines.get(json.text("id"));
      if (line != null && line.command().dock().equals(dock) && line.result().isEmpty()) {
        Result result = new Result(change.at(), json.text("code"), json.text("detail"));
        lines.put(line.id(), answered(line, result));
      }
    } catch (EvidenceException e) {
      return; // no result of a dock of ours: the metric itself shows what it says
    }
  }

  /** A rebirth has no other result than the births. */
  @Override
  public synchronized void born(DockKey dock, Instant at) {
    lines.replaceAll(
        (id, line) ->
            line.command().dock().equals(dock)
                    && line.command().name() == Name.REBIRTH
                    && isOpen(line, at)
                ? answered(line, new Result(at, "ok", ""))
                : line);
  }

  @Override
  public void settled(DockKey dock, Optional<String> bay, Metrics metrics, Instant now) {}

  @Override
  public void presence(DockKey dock, boolean online, Instant at) {}
}
