package org.dockwarden.fleet.notify;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one destination its messages. What fails here holds up no other destination, and a message
 * that is refused holds up no other message. Not thread-safe but for {@link #health}.
 */
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** Most messages in one turn, so that a turn ends. */
  private static final int MAX_TURN = 100;

  /** Waits for a destination that is not there; the last one for ever. Plus up to a fifth. */
  private static final List<Duration> PATIENCE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1));

  /** Waits for a message that was refused, as Standard Webhooks proposes; then it is given up. */
  private static final List<Duration> INSISTENCE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14));

  /** The longest wait that a destination may ask for. */
  private static final Duration MAX_ASKED = Duration.ofHours(6);

  private final Destination destination;
  private final Outbox outbox;
  private final RandomGenerator random;
  private Instant notBefore = Instant.MIN;
  private int failures;
  private volatile String trouble = "";

  public Courier(Destination destination, Outbox outbox, RandomGenerator random) {
    this.destination = destination;
    this.outbox = outbox;
    this.random = random;
  }

  /** Where it goes. */
  public Destination destination() {
    return destination;
  }

  /** Sends what may be sent at this time; how many messages the destination took. */
  public int turn(Instant now) throws IOException, InterruptedException {
    int sent = 0;
    while (sent < MAX_TURN && !now.isBefore(notBefore)) {
      Optional<Message> message = next(now);
      if (message.isEmpty() || outbox.disabled(destination.name()).isPresent()) {
        return sent;
      }
      if (deliver(message.get(), now)) {
        sent++;
      }
    }
    return sent;
  }

  /** The last message of an hour takes along everything that waits. */
  private Optional<Message> next(Instant now) throws IOException {
    String name = destination.name();
    List<Notice> due = outbox.due(name, now, Message.MAX_DIGEST);
    if (due.isEmpty()) {
      return Optional.empty();
    }
    int left =
        destination.route().hourly() - outbox.sentSince(name, now.minus(Duration.ofHours(1)));
    if (left <= 0) {
      return Optional.empty();
    }
    Optional<String> digest = due.getFirst().digest();
    if (digest.isPresent()) {
      return Optional.of(new Message(digest.get(), outbox.digest(name, digest.get())));
    }
    List<Notice> together = new ArrayList<>(due);
    together.removeIf(notice -> notice.digest().isPresent());
    if (left > 1 || together.size() == 1) {
      return Optional.of(Message.of(due.getFirst()));
    }
    Message message = new Message(digestId(together), together);
    outbox.bind(message.numbers(), message.id());
    return Optional.of(message);
  }

  private static String digestId(List<Notice> together) {
    return "msg_digest_" + together.getFirst().event().id() + "_" + together.size();
  }

  private boolean deliver(Message message, Instant now) throws IOException, InterruptedException {
    Outcome outcome = destination.send(message, now);
    switch (outcome) {
      case Outcome.Sent sent -> {
        outbox.sent(message.numbers(), now);
        failures = 0;
        trouble = sent.remark();
        return true;
      }
      case Outcome.Unavailable unavailable -> { // nothing against the message
        notBefore = now.plus(unavailable.after().map(this::bounded).orElseGet(this::patience));
        failures++;
        note(unavailable.why());
      }
      case Outcome.Refused refused -> refused(message, refused.why(), now);
      case Outcome.Gone gone -> {
        outbox.disable(destination.name(), now, gone.why());
        note(gone.why());
      }
    }
    return false;
  }

  private void refused(Message message, String why, Instant now) throws IOException {
    int attempts = message.notices().getFirst().attempts();
    if (attempts >= INSISTENCE.size()) {
      outbox.giveUp(message.numbers(), now, why);
    } else {
      outbox.postpone(message.numbers(), now.plus(jittered(INSISTENCE.get(attempts))), why);
    }
    note(message.id() + ": " + why);
  }

  /** Logged once for each new reason, not for each attempt. */
  private void note(String why) {
    if (!why.equals(trouble)) {
      LOG.warn("Destination {}: {}", destination.name(), why);
    }
    trouble = why;
  }

  private Duration bounded(Duration asked) {
    return asked.compareTo(MAX_ASKED) > 0 ? MAX_ASKED : asked;
  }

  private Duration patience() {
    return jittered(PATIENCE.get(Math.min(failures, PATIENCE.size() - 1)));
  }

  private Duration jittered(Duration wait) {
    return wait.plusMillis(random.nextLong(wait.toMillis() / 5));
  }

  /** What of this destination is not well; empty when all is. */
  public List<String> health() throws IOException {
    String name = "destination " + destination.name() + ": ";
    List<String> reasons = new ArrayList<>();
    Optional<String> disabled = outbox.disabled(destination.name());
    disabled.ifPresent(why -> reasons.add(name + "disabled, " + why));
    String now = trouble;
    if (disabled.isEmpty() && !now.isEmpty()) {
      reasons.add(name + now);
    }
    Outbox.Standing standing = outbox.standing(destination.name());
    if (standing.givenUp() > 0) {
      reasons.add(name + standing.givenUp() + " given up");
    }
    if (standing.dropped() > 0) {
      reasons.add(name + standing.dropped() + " did not fit into the outbox");
    }
    return reasons;
  }
}
