package org.dockwarden.fleet.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dockwarden.evidence.json.JsonObjectBuilder;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockView;
import org.dockwarden.fleet.dock.Metrics;
import org.dockwarden.fleet.host.SparkplugHost;
import org.dockwarden.fleet.web.desk.CommandDesk;

/**
 * Sends commands as NCMD and DCMD. One that the dock's birth does not offer is not sent (H-21), and
 * none to a dock that is not known to be online. Thread-safe.
 */
public final class SparkplugCommands implements CommandDesk {
  /** What a dock reads of one command. */
  private static final int MAX_BYTES = 4096;

  private final CommandLedger ledger;
  private final DockTable docks;
  private final CommandOutlet outlet;
  private final InstantSource clock;

  /**
   * @param ledger hears the table that {@code docks} is
   */
  public SparkplugCommands(
      CommandLedger ledger, DockTable docks, CommandOutlet outlet, InstantSource clock) {
    this.ledger = ledger;
    this.docks = docks;
    this.outlet = outlet;
    this.clock = clock;
  }

  @Override
  public Sending send(Command command) {
    Instant now = clock.instant();
    Optional<DockView> dock = docks.view(command.dock(), now).filter(DockView::online);
    if (dock.isEmpty()) {
      return new Sending.Offline();
    }
    if (command.name().isForBay() != command.bay().isPresent()) {
      return new Sending.Failed(command.name().code() + ": a bay (expected: where it is for one)");
    }
    if (!isOffered(command.name(), dock.get(), command.bay())) {
      return new Sending.Failed(
          "not-allowed: health.commands of %s does not list %s"
              .formatted(command.dock(), command.name().code()));
    }
    String id = UUID.randomUUID().toString();
    byte[] payload;
    try {
      payload = payload(id, command, now);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return new Sending.Failed("bad-argument: " + e.getMessage());
    }
    return publish(id, command, payload, now);
  }

  /** Noted before it leaves, so that no answer is faster. */
  private Sending publish(String id, Command command, byte[] payload, Instant now) {
    if (!ledger.add(id, command, now)) {
      return new Sending.Failed(
          "busy: %d commands to %s wait for their answers"
              .formatted(CommandLedger.MAX_WAITING, command.dock()));
    }
    try {
      outlet.publish(command.dock(), topic(command), payload);
      return new Sending.Sent(id);
    } catch (IOException e) {
      ledger.remove(id);
      return new Sending.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** Where a command goes: tck-id-topics-ncmd-topic, tck-id-topics-dcmd-topic. */
  static String topic(Command command) {
    DockKey dock = command.dock();
    return command
        .bay()
        .map(bay -> "spBv1.0/%s/DCMD/%s/%s".formatted(dock.group(), dock.dock(), bay))
        .orElse(dock.commandTopic());
  }

  private static byte[] payload(String id, Command command, Instant now) {
    if (command.name() == Name.REBIRTH) {
      return SparkplugHost.rebirth(now);
    }
    JsonObjectBuilder json = new JsonObjectBuilder().put("id", id);
    command.arguments().forEach((name, value) -> put(json, name, value));
    String text = new String(json.toBytes(MAX_BYTES), StandardCharsets.UTF_8);
    SparkplugMetric metric = SparkplugMetric.ofText("command/" + command.name().code(), now, text);
    return SparkplugCodec.encode(SparkplugPayload.withoutSeq(now, List.of(metric)));
  }

  private static void put(JsonObjectBuilder json, String name, String value) {
    switch (name) {
      case "seconds", "limit" -> json.put(name, Long.parseLong(value));
      case "until" -> json.put(name, Instant.parse(value)); // docks want its milliseconds
      default -> json.put(name, value);
    }
  }

  @Override
  public boolean isAllowed(Name name, DockKey dock, Optional<String> bay) {
    return docks.view(dock, clock.instant()).map(view -> isOffered(name, view, bay)).orElse(false);
  }

  private static boolean isOffered(Name name, DockView dock, Optional<String> bay) {
    if (name == Name.REBIRTH) {
      return true; // Sparkplug demands it of every dock
    }
    Optional<? extends Metrics> place =
        bay.isEmpty() ? Optional.of(dock) : Optional.ofNullable(dock.bays().get(bay.get()));
    return place.flatMap(it -> it.metric("command/" + name.code())).isPresent();
  }

  @Override
  public List<Line> lines(Optional<DockKey> dock, int limit) {
    return ledger.lines(dock, limit, clock.instant());
  }
}
