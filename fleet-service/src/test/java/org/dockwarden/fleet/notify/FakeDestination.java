package org.dockwarden.fleet.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dockwarden.fleet.alert.AlertWords;
import org.dockwarden.fleet.alert.Severity;

/** A destination whose answers the test chooses. */
public final class FakeDestination implements Destination {
  private final String name;
  private final Route route;
  public final List<Message> taken = new ArrayList<>();
  public final List<String> tried = new ArrayList<>();
  public Function<Message, Outcome> answer = _ -> new Outcome.Sent("");
  public String address = "fake";

  public FakeDestination(String name, int hourly) {
    this.name = name;
    this.route = new Route(Severity.INFO, List.of(), AlertWords.ENGLISH, hourly);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Route route() {
    return route;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public Outcome send(Message message, Instant now) {
    tried.add(message.id());
    Outcome outcome = answer.apply(message);
    if (outcome instanceof Outcome.Sent) {
      taken.add(message);
    }
    return outcome;
  }

  /** An outcome: not there at present. */
  public static Outcome unavailable() {
    return new Outcome.Unavailable("not there", Optional.empty());
  }

  @Override
  public void close() {
    answer = _ -> new Outcome.Gone("closed");
  }
}
