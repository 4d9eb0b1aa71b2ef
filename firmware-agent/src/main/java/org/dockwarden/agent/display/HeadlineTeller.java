package org.dockwarden.agent.display;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockwarden.agent.display.BoardView.Headline;
import org.dockwarden.agent.display.forecast.Forecast;
import org.dockwarden.agent.display.forecast.TimeLeft;
import org.dockwarden.agent.display.words.Figures;
import org.dockwarden.agent.display.words.Words;
import org.dockwarden.agent.issue.DeskNotice;
import org.dockwarden.agent.issue.DeskView;
import org.dockwarden.agent.station.BayStatus;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;

/** What an officer who comes to the dock needs to know first. */
final class HeadlineTeller {
  private final Words words;
  private final Figures figures;
  private final Map<BayNumber, Forecast> forecasts;

  HeadlineTeller(Words words, ZoneId zone, Map<BayNumber, Forecast> forecasts) {
    this.words = words;
    this.figures = new Figures(words, zone);
    this.forecasts = forecasts;
  }

  Headline kind(List<BayStatus> bays, Optional<BayNumber> best) {
    if (best.isPresent()) {
      return Headline.TAKE;
    }
    return measuresCharge(bays) && hasCamera(bays) ? Headline.WAIT : Headline.FREE;
  }

  /** What the desk said last comes first: whoever stands there has just held a card to it. */
  String text(List<BayStatus> bays, Optional<BayNumber> best, DeskView desk) {
    if (!desk.notices().isEmpty()) {
      return text(desk.notices().getFirst());
    }
    if (desk.isOpen() && hasReady(bays)) {
      return words.say("desk.idle");
    }
    if (best.isPresent()) {
      return words.say("headline.take", "bay", best.get());
    }
    if (kind(bays, best) == Headline.WAIT) {
      return words.say("headline.none");
    }
    boolean isFull = bays.stream().noneMatch(bay -> bay.bay().state() == BayState.EMPTY);
    return words.say(isFull ? "headline.full" : "headline.free");
  }

  private String text(DeskNotice notice) {
    return words.say(
        "desk." + notice.message().key(),
        "bay",
        notice.bay().map(BayNumber::toString).orElse("?"),
        "who",
        notice.officer().map(officer -> ", " + officer.text()).orElse(""));
  }

  private static boolean hasReady(List<BayStatus> bays) {
    return bays.stream().anyMatch(bay -> bay.bay().state() == BayState.READY);
  }

  /** When the next camera is ready; or why none ever will be. */
  String next(List<BayStatus> bays, Optional<BayNumber> best) {
    if (best.isPresent() || !hasCamera(bays)) {
      return "";
    }
    if (!measuresCharge(bays)) {
      return words.say("headline.unmeasured");
    }
    return bays.stream()
        .map(bay -> bay.bay().number())
        .filter(number -> time(number).isPresent())
        .min(Comparator.comparing(number -> time(number).orElseThrow()))
        .map(
            number ->
                words.say(
                    "headline.next",
                    "bay",
                    number,
                    "time",
                    figures.about(time(number).orElseThrow())))
        .orElseGet(() -> words.say("headline.nextUnknown"));
  }

  private Optional<Duration> time(BayNumber number) {
    Forecast forecast = forecasts.getOrDefault(number, Forecast.NONE);
    return forecast.ready() instanceof TimeLeft.About(Duration time)
        ? Optional.of(time)
        : Optional.empty();
  }

  private static boolean measuresCharge(List<BayStatus> bays) {
    return bays.stream().anyMatch(bay -> bay.bay().rule().isPresent());
  }

  private static boolean hasCamera(List<BayStatus> bays) {
    return bays.stream().anyMatch(bay -> bay.camera().isPresent());
  }
}
