package org.dockwarden.agent.display;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.dockwarden.agent.display.BoardView.Headline;
import org.dockwarden.agent.display.forecast.DockForecast;
import org.dockwarden.agent.display.forecast.Forecast;
import org.dockwarden.agent.display.words.Figures;
import org.dockwarden.agent.display.words.Language;
import org.dockwarden.agent.display.words.Words;
import org.dockwarden.agent.issue.DeskView;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.agent.status.AgentStatus;
import org.dockwarden.agent.status.StatusSource;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page shows now, in each language. Looks at the status at most twice a second, whoever
 * asks how often. Thread-safe.
 */
final class Board {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final long FRESH_NANOS = 500_000_000;

  private final StatusSource source;
  private final Desk desk;
  private final DockLayout layout;
  private final InstantSource clock;
  private final ZoneId zone;
  private final LongSupplier nanoTime;
  private final DockForecast forecast = new DockForecast();
  private final Map<Language, Painted> painted = new EnumMap<>(Language.class);
  private Optional<AgentStatus> status = Optional.empty();
  private Map<BayNumber, Forecast> forecasts = Map.of();
  private String version = "";
  private String dock = "";
  private boolean wasSilent;
  private long lookedNanos;

  Board(
      StatusSource source,
      Desk desk,
      DockLayout layout,
      InstantSource clock,
      ZoneId zone,
      LongSupplier nanoTime) {
    this.source = source;
    this.desk = desk;
    this.layout = layout;
    this.clock = clock;
    this.zone = zone;
    this.nanoTime = nanoTime;
    this.lookedNanos = nanoTime.getAsLong() - FRESH_NANOS;
  }

  DockLayout layout() {
    return layout;
  }

  /** The page in this language, as a whole and in parts. */
  record Painted(BoardView view, BoardJson.Parts parts) {}

  /** What the page shows in this language. */
  synchronized Painted paint(Language language) {
    long now = nanoTime.getAsLong();
    if (now - lookedNanos >= FRESH_NANOS) {
      look(now);
      lookedNanos = nanoTime.getAsLong();
      painted.clear();
    }
    return painted.computeIfAbsent(language, this::paintAnew);
  }

  private Painted paintAnew(Language language) {
    BoardView view = tell(language);
    return new Painted(view, BoardJson.parts(view));
  }

  private void look(long now) {
    try {
      AgentStatus seen = source.status();
      status = Optional.of(seen);
      forecasts = forecast.sample(seen, now);
      version = seen.software();
      dock = seen.dock().text();
      wasSilent = false;
    } catch (IOException e) {
      if (!wasSilent) {
        LOG.error("display: no status: {}", e.toString());
      }
      wasSilent = true;
      status = Optional.empty();
    }
  }

  private BoardView tell(Language language) {
    Words words = Words.in(language);
    String time = new Figures(words, zone).time(clock.instant());
    return status.isPresent() ? tell(words, status.get(), time) : silent(words, time);
  }

  private BoardView silent(Words words, String time) {
    return new BoardView(
        words.language(),
        version,
        dock,
        Headline.SILENT,
        words.say("silent.title"),
        words.say("silent.text"),
        time,
        List.of(),
        List.of(),
        List.of(),
        true);
  }

  private BoardView tell(Words words, AgentStatus now, String time) {
    Instant instant = clock.instant();
    List<BayStatus> bays = now.bays();
    DeskView said = desk.view();
    // Where cameras are issued none is taken without a card: the screen must not ask for it.
    Optional<BayNumber> best = said.isOpen() ? Desk.called(said) : best(bays);
    BayTeller teller = new BayTeller(words, zone);
    List<BayView> views = new ArrayList<>();
    for (BayNumber number : layout.bays()) {
      bays.stream()
          .filter(bay -> bay.bay().number().equals(number))
          .forEach(
              bay ->
                  views.add(
                      teller.tell(
                          bay,
                          forecasts.getOrDefault(number, Forecast.NONE),
                          bay.isFinding() || best.equals(Optional.of(number)))));
    }
    HeadlineTeller headline = new HeadlineTeller(words, zone, forecasts);
    return new BoardView(
        words.language(),
        version,
        dock,
        headline.kind(bays, best),
        headline.text(bays, best, said),
        headline.next(bays, best),
        time,
        new DockTeller(words, zone).notices(now, instant),
        team(words, now),
        views,
        false);
  }

  private static List<String> team(Words words, AgentStatus status) {
    List<String> lines = new ArrayList<>(status.degradations());
    if (lines.isEmpty()) {
      lines.add(words.say("team.none"));
    }
    status.gateway().error().ifPresent(_ -> lines.add("gateway: " + status.gateway().detail()));
    lines.add(words.say("team.software") + ": " + status.software());
    return lines;
  }

  /** The fullest of the ready ones; of equals the one that has been ready for longest. */
  static Optional<BayNumber> best(List<BayStatus> bays) {
    return bays.stream()
        .filter(bay -> bay.bay().state() == BayState.READY)
        .max(
            Comparator.comparingInt(Board::percent)
                .thenComparing(Comparator.comparing(BayStatus::since).reversed())
                .thenComparing(
                    Comparator.comparing((BayStatus bay) -> bay.bay().number()).reversed()))
        .map(bay -> bay.bay().number());
  }

  private static int percent(BayStatus bay) {
    return bay.bay().chargePercent().orElse(0);
  }
}
