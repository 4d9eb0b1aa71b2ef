package org.dockwarden.agent.issue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dockwarden.agent.issue.DeskAction.EndSignal;
import org.dockwarden.agent.issue.DeskAction.Signal;
import org.dockwarden.agent.issue.DeskAction.Tell;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.dock.bay.BayState;
import org.dockwarden.evidence.assignment.AssignmentEvent;
import org.dockwarden.evidence.assignment.IssueKind;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.identity.OfficerId;

/**
 * Decides who takes which camera. No clock, no I/O: what happens comes in with its time, what
 * is to be done goes out. Attributes a camera to an officer only where exactly one tap can explain
 * that it left; everything else is unknown. One thread.
 */
final class Desk {
  /** How long a message stays that nobody has to act on. */
  static final Duration SHOWN = Duration.ofSeconds(8);

  /** Charges that differ by less are as good as equal: else the same camera would always go. */
  private static final int BAND_PERCENT = 5;

  private static final Comparator<Candidate> BEST =
      Comparator.<Candidate>comparingInt(it -> it.state() == BayState.READY ? 0 : 1)
          .thenComparingInt(it -> -it.percent().orElse(-BAND_PERCENT) / BAND_PERCENT)
          .thenComparing(it -> it.issuedAt().orElse(Instant.MIN))
          .thenComparing(Candidate::bay);

  private final DeskRules rules;
  private final List<Offer> offers = new ArrayList<>();
  private final List<Departure> departures = new ArrayList<>();

  /** A camera that waits to be taken by this officer. */
  private record Offer(
      OfficerId officer,
      BayNumber bay,
      CameraId camera,
      IssueKind how,
      Optional<String> by,
      Duration until) {}

  /**
   * A camera that left and may still be back.
   *
   * @param offer the one offer that there was then
   */
  private record Departure(
      CameraId camera, BayNumber bay, Instant at, Duration due, Optional<Offer> offer) {}

  /**
   * An officer at the reader.
   *
   * @param own the camera that is this officer's own
   * @param holding a camera that this officer has already
   */
  record Visitor(OfficerId officer, Optional<CameraId> own, Optional<CameraId> holding) {}

  Desk(DeskRules rules) {
    this.rules = rules;
  }

  /**
   * An officer's card was held to the reader.
   *
   * @param docked every camera in a bay
   * @param isSomebodysOwn whether a camera is some officer's own
   */
  List<DeskAction> tapped(
      Visitor visitor, List<Candidate> docked, Predicate<CameraId> isSomebodysOwn, Moment now) {
    OfficerId officer = visitor.officer();
    Optional<Offer> before =
        offers.stream().filter(offer -> offer.officer().equals(officer)).findFirst();
    if (before.isPresent()) {
      offers.remove(before.get());
      Offer again = before.get();
      return offer(officer, again.bay(), again.camera(), again.how(), again.by(), now);
    }
    if (offers.size() >= rules.offers()) {
      return tell(DeskMessage.WAIT, officer);
    }
    if (visitor.holding().isPresent()) {
      return List.of(
          new Tell(
              DeskMessage.HAS_CAMERA,
              Optional.of(officer),
              Optional.empty(),
              visitor.holding(),
              SHOWN));
    }
    return visitor.own().isPresent()
        ? offerOwn(officer, visitor.own().get(), docked, now)
        : offerFromPool(officer, docked, isSomebodysOwn, now);
  }

  private List<DeskAction> offerOwn(
      OfficerId officer, CameraId own, List<Candidate> docked, Moment now) {
    Optional<Candidate> here = docked.stream().filter(it -> it.camera().equals(own)).findFirst();
    if (here.isEmpty()) {
      return tell(DeskMessage.OWN_NOT_HERE, officer);
    }
    if (!isOfferable(here.get())) {
      return List.of(
          new Tell(
              DeskMessage.OWN_NOT_READY,
              Optional.of(officer),
              Optional.of(here.get().bay()),
              Optional.of(own),
              SHOWN));
    }
    return offer(officer, here.get().bay(), own, IssueKind.PERSONAL, Optional.empty(), now);
  }

  private List<DeskAction> offerFromPool(
      OfficerId officer, List<Candidate> docked, Predicate<CameraId> isSomebodysOwn, Moment now) {
    Optional<Candidate> best =
        docked.stream()
            .filter(this::isOfferable)
            .filter(it -> !isSomebodysOwn.test(it.camera()))
            .min(BEST);
    return best.isEmpty()
        ? tell(DeskMessage.NOTHING_READY, officer)
        : offer(
            officer, best.get().bay(), best.get().camera(), IssueKind.POOL, Optional.empty(), now);
  }

  private boolean isOfferable(Candidate candidate) {
    boolean isReady =
        candidate.state() == BayState.READY
            || (rules.alsoCleared() && candidate.state() == BayState.CLEARED);
    return isReady
        && offers.stream().noneMatch(offer -> offer.camera().equals(candidate.camera()))
        && departures.stream().noneMatch(left -> left.camera().equals(candidate.camera()));
  }

  private List<DeskAction> offer(
      OfficerId officer,
      BayNumber bay,
      CameraId camera,
      IssueKind how,
      Optional<String> by,
      Moment now) {
    offers.add(new Offer(officer, bay, camera, how, by, now.running().plus(rules.take())));
    return List.of(
        new Signal(bay, rules.take()),
        new Tell(
            DeskMessage.TAKE,
            Optional.of(officer),
            Optional.of(bay),
            Optional.of(camera),
            rules.take()));
  }

  /** An operator lets this officer take the camera in this bay, whatever its state. */
  List<DeskAction> byHand(
      OfficerId officer, BayNumber bay, CameraId camera, String by, Moment now) {
    List<DeskAction> actions = new ArrayList<>();
    for (Offer other : List.copyOf(offers)) {
      if (other.officer().equals(officer) || other.bay().equals(bay)) {
        offers.remove(other);
        actions.add(new EndSignal(other.bay()));
      }
    }
    actions.addAll(offer(officer, bay, camera, IssueKind.MANUAL, Optional.of(by), now));
    return actions;
  }

  /** A camera was identified in a bay. */
  List<DeskAction> arrived(BayNumber bay, CameraId camera, Moment now) {
    if (departures.removeIf(left -> left.camera().equals(camera))) {
      return List.of(); // it had not left.
    }
    return List.of(
        record(AssignmentEvent.RETURNED, camera, bay, now.wall()),
        new Tell(
            DeskMessage.RETURNED, Optional.empty(), Optional.of(bay), Optional.of(camera), SHOWN));
  }

  /** A camera is gone from a bay. */
  List<DeskAction> left(BayNumber bay, CameraId camera, Moment now) {
    Optional<Offer> offered =
        offers.stream()
            .filter(offer -> offer.bay().equals(bay) && offer.camera().equals(camera))
            .findFirst();
    if (offered.isPresent()) {
      offers.remove(offered.get());
      return issued(offered.get(), DeskMessage.TAKEN, bay, camera, now.wall());
    }
    Optional<Offer> only = offers.size() == 1 ? Optional.of(offers.getFirst()) : Optional.empty();
    if (only.isPresent() && isClaimed(only.get())) {
      only = Optional.empty(); // Two cameras left during one tap: it explains neither.
      departures.replaceAll(
          it -> new Departure(it.camera(), it.bay(), it.at(), it.due(), Optional.empty()));
    }
    Duration due = now.running().plus(rules.grace());
    departures.add(new Departure(camera, bay, now.wall(), due, only));
    return List.of();
  }

  private boolean isClaimed(Offer offer) {
    return departures.stream().anyMatch(left -> left.offer().equals(Optional.of(offer)));
  }

  /** Time has passed. */
  List<DeskAction> tick(Moment now) {
    List<DeskAction> actions = new ArrayList<>();
    for (Departure left : List.copyOf(departures)) {
      if (left.due().compareTo(now.running()) <= 0) {
        departures.remove(left);
        actions.addAll(gone(left));
      }
    }
    for (Offer offer : List.copyOf(offers)) {
      if (offer.until().compareTo(now.running()) <= 0 && !isClaimed(offer)) {
        offers.remove(offer);
        actions.add(new EndSignal(offer.bay()));
        actions.addAll(tell(DeskMessage.NOT_TAKEN, offer.officer()));
      }
    }
    return actions;
  }

  private List<DeskAction> gone(Departure left) {
    Optional<Offer> offer = left.offer().filter(offers::contains); // Else its own was taken, too.
    if (offer.isPresent()) {
      offers.remove(offer.get());
      return issued(offer.get(), DeskMessage.TAKEN_OTHER, left.bay(), left.camera(), left.at());
    }
    return List.of(
        record(AssignmentEvent.TAKEN, left.camera(), left.bay(), left.at()),
        new Tell(
            DeskMessage.TAKEN_UNKNOWN,
            Optional.empty(),
            Optional.of(left.bay()),
            Optional.of(left.camera()),
            SHOWN));
  }

  private static List<DeskAction> issued(
      Offer offer, DeskMessage message, BayNumber bay, CameraId camera, Instant at) {
    return List.of(
        new DeskAction.Write(
            AssignmentEvent.ISSUED,
            camera,
            Optional.of(offer.officer()),
            // Another than the offered one is no personal issue, whatever was offered.
            Optional.of(
                camera.equals(offer.camera()) || offer.how() == IssueKind.MANUAL
                    ? offer.how()
                    : IssueKind.POOL),
            Optional.of(bay),
            offer.by(),
            at),
        new EndSignal(offer.bay()),
        new Tell(
            message, Optional.of(offer.officer()), Optional.of(bay), Optional.of(camera), SHOWN));
  }

  private static DeskAction record(
      AssignmentEvent event, CameraId camera, BayNumber bay, Instant at) {
    return new DeskAction.Write(
        event, camera, Optional.empty(), Optional.empty(), Optional.of(bay), Optional.empty(), at);
  }

  /** Tells something that no bay or camera belongs to. */
  static List<DeskAction> tell(DeskMessage message, OfficerId officer) {
    return List.of(
        new Tell(message, Optional.of(officer), Optional.empty(), Optional.empty(), SHOWN));
  }

  /** Tells something that is nobody's. */
  static List<DeskAction> tell(DeskMessage message) {
    return List.of(new Tell(message, Optional.empty(), Optional.empty(), Optional.empty(), SHOWN));
  }
}
