package org.dockwarden.fleet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.dockwarden.evidence.error.EvidenceException;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.sparkplug.SparkplugType;
import org.dockwarden.evidence.sparkplug.SparkplugValue;
import org.dockwarden.fleet.dock.DockKey;
import org.dockwarden.fleet.dock.DockTable;
import org.dockwarden.fleet.dock.DockTopic;
import org.dockwarden.fleet.web.desk.CommandDesk.Command;
import org.dockwarden.fleet.web.desk.CommandDesk.Line;
import org.dockwarden.fleet.web.desk.CommandDesk.Name;
import org.dockwarden.fleet.web.desk.CommandDesk.Result;
import org.dockwarden.fleet.web.desk.CommandDesk.Sending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H-20 to H-23, from the host's side. */
final class SparkplugCommandsTest {
  private static final Instant START = Instant.parse("2026-11-28T01:00:00Z");
  private static final DockKey DOCK = new DockKey("g", "dock-1");
  private static final DockKey OTHER = new DockKey("g", "dock-2");

  private Instant now = START;
  private boolean isConnected = true;
  private final CommandLedger ledger = new CommandLedger();
  private final DockTable docks = new DockTable(ledger);
  private final List<Sent> sent = new ArrayList<>();
  private final SparkplugCommands commands =
      new SparkplugCommands(ledger, docks, this::publish, () -> now);

  private record Sent(DockKey dock, String topic, SparkplugPayload payload) {}

  private void publish(DockKey dock, String topic, byte[] payload) throws IOException {
    if (!isConnected) {
      throw new IOException("ssl://broker: not connected");
    }
    try {
      sent.add(new Sent(dock, topic, SparkplugCodec.decode(payload)));
    } catch (EvidenceException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void docksAreBorn() {
    for (String dock : List.of("dock-1", "dock-2")) {
      say("NBIRTH/" + dock, 0, bdSeq(), nothing("command/find"), nothing("command/bandwidth"));
      say("DBIRTH/" + dock + "/bay-1", 1, nothing("command/signal"));
    }
  }

  @Test
  void commandToADockIsOneMetricWithItsIdAndArguments() {
    String id = send(Name.FIND, Optional.empty(), Map.of("camera", "1:2:3", "seconds", "45"));
    assertEquals("spBv1.0/g/NCMD/dock-1", sent.getFirst().topic());
    SparkplugPayload payload = sent.getFirst().payload();
    assertEquals(OptionalInt.empty(), payload.seq());
    assertEquals(1, payload.metrics().size());
    assertEquals(Optional.of("command/find"), payload.metrics().getFirst().name());
    assertEquals(
        new SparkplugValue.TextValue(
            "{\"camera\":\"1:2:3\",\"id\":\"%s\",\"seconds\":45}".formatted(id)),
        payload.metrics().getFirst().value());
  }

  /** The console's times have whole seconds; docks want the milliseconds (N-6). */
  @Test
  void numbersAreNumbersAndTimesHaveMilliseconds() {
    send(
        Name.BANDWIDTH,
        Optional.empty(),
        Map.of("limit", "125000", "until", "2026-11-28T05:00:00Z"));
    String json = json();
    assertTrue(json.contains("\"limit\":125000,"), json);
    assertTrue(json.contains("\"until\":\"2026-11-28T05:00:00.000Z\""), json);
  }

  @Test
  void commandToABayGoesToItsDevice() {
    send(Name.SIGNAL, Optional.of("bay-1"), Map.of("seconds", "30"));
    assertEquals("spBv1.0/g/DCMD/dock-1/bay-1", sent.getFirst().topic());
  }

  @Test
  void resultComesBackToItsCommandOnce() {
    String id = send(Name.FIND, Optional.empty(), Map.of("camera", "1:2:3"));
    assertEquals(Optional.empty(), line().result());
    now = START.plusSeconds(2);
    answer("dock-2", 2, id, "ok");
    assertEquals(Optional.empty(), line().result(), "another dock cannot answer");
    answer("dock-1", 2, "unheard-of", "failed");
    say("NDATA/dock-1", 3, text("command/result", "{no json"));
    assertEquals(Optional.empty(), line().result());
    answer("dock-1", 4, id, "not-found");
    answer("dock-1", 5, id, "ok");
    assertEquals(Optional.of(new Result(now, "not-found", "why")), line().result());
    assertEquals("kim", line().command().by());
  }

  @Test
  void withoutAnAnswerItIsSaidSoAfterAMinuteAndALateOneCounts() {
    String id = send(Name.FIND, Optional.empty(), Map.of("camera", "1:2:3"));
    now = START.plusSeconds(59);
    assertEquals(Optional.empty(), line().result());
    now = START.plusSeconds(60);
    assertEquals("no-answer", line().result().orElseThrow().code());
    now = START.plusSeconds(300);
    answer("dock-1", 2, id, "ok");
    assertEquals("ok", line().result().orElseThrow().code());
  }

  @Test
  void rebirthIsAlwaysAllowedAndAnsweredByTheBirth() {
    assertTrue(commands.isAllowed(Name.REBIRTH, DOCK, Optional.empty()));
    send(Name.REBIRTH, Optional.empty(), Map.of());
    SparkplugMetric metric = sent.getFirst().payload().metrics().getFirst();
    assertEquals(Optional.of("Node Control/Rebirth"), metric.name());
    assertEquals(new SparkplugValue.BooleanValue(true), metric.value());
    now = START.plusSeconds(5);
    say("NBIRTH/dock-1", 0, bdSeq());
    assertEquals(Optional.of(new Result(now, "ok", "")), line().result());
  }

  @Test
  void whatTheBirthDoesNotOfferIsNotSent() {
    assertFalse(commands.isAllowed(Name.RESTART, DOCK, Optional.empty()));
    assertTrue(commands.isAllowed(Name.FIND, DOCK, Optional.empty()));
    assertTrue(commands.isAllowed(Name.SIGNAL, DOCK, Optional.of("bay-1")));
    assertFalse(commands.isAllowed(Name.SIGNAL, DOCK, Optional.of("bay-2")));
    assertFalse(commands.isAllowed(Name.FIND, new DockKey("g", "dock-9"), Optional.empty()));
    assertFails("not-allowed", Name.RESTART, Optional.empty(), Map.of());
    assertFails("not-allowed", Name.SIGNAL, Optional.of("bay-2"), Map.of());
    assertFails("signal", Name.SIGNAL, Optional.empty(), Map.of());
  }

  @Test
  void whatCannotBeSentIsNotKept() {
    assertFails("bad-argument", Name.FIND, Optional.empty(), Map.of("seconds", "soon"));
    assertFails("bad-argument", Name.BANDWIDTH, Optional.empty(), Map.of("until", "soon"));
    assertFails("bad-argument", Name.FIND, Optional.empty(), Map.of("camera", "x".repeat(5000)));
    assertFails("bad-argument", Name.FIND, Optional.empty(), Map.of("id", "mine"));
    isConnected = false;
    assertFails("ssl://broker: not connected", Name.FIND, Optional.empty(), Map.of());
    say("NDEATH/dock-1", -1, bdSeq());
    assertInstanceOf(
        Sending.Offline.class, commands.send(command(Name.FIND, Optional.empty(), Map.of())));
    assertEquals(List.of(), commands.lines(Optional.empty(), 10));
  }

  /** H-23: a dock drops what is beyond 16. */
  @Test
  void noMoreWaitThanADockKeeps() {
    for (int i = 0; i < CommandLedger.MAX_WAITING; i++) {
      send(Name.FIND, Optional.empty(), Map.of());
    }
    Command one = command(Name.FIND, Optional.empty(), Map.of());
    assertInstanceOf(Sending.Failed.class, commands.send(one));
    Command other = new Command(Name.FIND, OTHER, Optional.empty(), new TreeMap<>(), "kim");
    assertInstanceOf(Sending.Sent.class, commands.send(other));
    now = START.plusSeconds(60);
    assertInstanceOf(Sending.Sent.class, commands.send(one));
  }

  @Test
  void theLatestAreKeptLatestFirst() {
    for (int i = 0; i <= CommandLedger.MAX_LINES; i++) {
      now = START.plusSeconds(60L * i);
      send(Name.FIND, Optional.empty(), Map.of());
    }
    List<Line> lines = commands.lines(Optional.of(DOCK), 5_000);
    assertEquals(CommandLedger.MAX_LINES, lines.size());
    assertEquals(now, lines.getFirst().sentAt());
    assertEquals(START.plusSeconds(60), lines.getLast().sentAt());
    assertEquals(List.of(), commands.lines(Optional.of(OTHER), 5));
  }

  private void assertFails(
      String reason, Name name, Optional<String> bay, Map<String, String> arguments) {
    int before = sent.size();
    Sending sending = commands.send(command(name, bay, arguments));
    String said = assertInstanceOf(Sending.Failed.class, sending).reason();
    assertTrue(said.startsWith(reason), said);
    assertEquals(before, sent.size());
  }

  private String send(Name name, Optional<String> bay, Map<String, String> arguments) {
    Sending sending = commands.send(command(name, bay, arguments));
    return assertInstanceOf(Sending.Sent.class, sending).id();
  }

  private static Command command(Name name, Optional<String> bay, Map<String, String> arguments) {
    return new Command(name, DOCK, bay, new TreeMap<>(arguments), "kim");
  }

  private Line line() {
    return commands.lines(Optional.of(DOCK), 1).getFirst();
  }

  private String json() {
    return sent.getLast().payload().metrics().getFirst().value().toString();
  }

  private void answer(String dock, int seq, String id, String code) {
    String json =
        "{\"code\":\"%s\",\"command\":\"find\",\"detail\":\"why\",\"id\":\"%s\"}"
            .formatted(code, id);
    say("NDATA/" + dock, seq, text("command/result", json));
  }

  private void say(String topic, int seq, SparkplugMetric... metrics) {
    List<SparkplugMetric> all = new ArrayList<>(List.of(metrics));
    if (topic.startsWith("NBIRTH")) {
      all.add(nothing("command/result"));
    }
    OptionalInt number = seq < 0 ? OptionalInt.empty() : OptionalInt.of(seq);
    docks.apply(
        DockTopic.parse("spBv1.0/g/" + topic).orElseThrow(),
        new SparkplugPayload(Optional.of(now), all, number),
        "ssl://broker",
        now);
  }

  private SparkplugMetric bdSeq() {
    return SparkplugMetric.ofInteger("bdSeq", now, SparkplugType.INT64, 1);
  }

  private SparkplugMetric nothing(String name) {
    return SparkplugMetric.ofNull(name, now, SparkplugType.STRING);
  }

  private SparkplugMetric text(String name, String value) {
    return SparkplugMetric.ofText(name, now, value);
  }
}
