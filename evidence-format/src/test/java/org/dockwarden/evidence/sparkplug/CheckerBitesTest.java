package org.dockwarden.evidence.sparkplug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dockwarden.evidence.sparkplug.Verb.Part;
import org.dockwarden.evidence.sparkplug.WirePacket.Connect;
import org.dockwarden.evidence.sparkplug.WirePacket.Disconnect;
import org.dockwarden.evidence.sparkplug.WirePacket.Message;
import org.dockwarden.evidence.sparkplug.WirePacket.Publish;
import org.dockwarden.evidence.sparkplug.WirePacket.Subscribe;
import org.junit.jupiter.api.Test;

/** Each assertion that the checker names is found broken in traffic that breaks it. */
final class CheckerBitesTest {
  private static final Instant AT = Instant.ofEpochSecond(1_800_000_000);
  private static final Pattern ID = Pattern.compile("\"(tck-id-[A-Za-z0-9-]+)\"");
  private static final Path SOURCES = Path.of("src/test/java/org/dockwarden/evidence/sparkplug");

  private final Set<String> found = new TreeSet<>();
  private SparkplugChecker checker = new SparkplugChecker(() -> AT);

  /** The ids of all breaches of what the scene says after sound births. */
  private void breaks(Consumer<CheckerBitesTest> scene) {
    checker = new SparkplugChecker(() -> AT);
    nodeBirth(7, born("software"));
    say("DBIRTH/d/bay-1", List.of(born("state"), number("battery")), 1);
    assertEquals(List.of(), checker.breaches());
    scene.accept(this);
    List<String> all = new ArrayList<>(checker.breaches());
    all.addAll(checker.breachesOfHosts());
    assertTrue(!all.isEmpty(), "nothing is found");
    collect(all);
  }

  private void collect(List<String> breaches) {
    breaches.forEach(it -> found.add(it.split(": ", 3)[1]));
  }

  @Test
  void findsEachThatItNames() throws IOException {
    envelopes();
    births();
    words();
    ends();
    hosts();
    sessionsOfNodes();
    sessionsOfHosts();
    Set<String> named = new TreeSet<>();
    for (String source :
        List.of("Verb", "SparkplugChecker", "MetricRules", "StateRules", "SessionRules")) {
      String text = Files.readString(SOURCES.resolve(source + ".java"));
      ID.matcher(text).results().forEach(hit -> named.add(hit.group(1)));
    }
    named.removeAll(found);
    assertEquals(Set.of(), named, "never found");
  }

  /** Everything about an envelope, for every kind of message. */
  private void envelopes() {
    for (Verb verb : Verb.values()) {
      String topic = "spBv1.0/g/" + verb + "/d" + (verb.isOfDevice() ? "/bay-1" : "");
      byte[] sound = SparkplugCodec.encode(payload(verb, Optional.of(AT), verb.isNumbered()));
      if (verb != Verb.NDEATH) {
        finds(verb.ids(Part.QOS), it -> it.checker.message(topic, sound, 1, false));
      }
      finds(verb.ids(Part.RETAIN), it -> it.checker.message(topic, sound, 0, true));
      finds(verb.ids(Part.TOPIC), it -> it.checker.message(topic + "/x", sound, 0, false));
      finds(
          verb.ids(Part.SEQ),
          it -> it.sayAll(topic, payload(verb, Optional.of(AT), !verb.isNumbered())));
      finds(
          verb.ids(Part.TIMESTAMP),
          it -> it.sayAll(topic, payload(verb, Optional.empty(), verb.isNumbered())));
      if (!verb.isCommand()) {
        finds(verb.ids(Part.PAYLOAD), it -> it.checker.message(topic, new byte[] {-1}, 0, false));
      }
    }
    breaks(it -> it.say("XDATA/d", List.of(), 2));
    breaks(it -> it.checker.message("spAv1.0/g/NDATA/d", new byte[0], 0, false));
    for (String topic : List.of("/NBIRTH/d", "g/DBIRTH/d#/b", "g/DBIRTH/d/\ufffd")) {
      breaks(it -> it.checker.message("spBv1.0/" + topic, new byte[0], 0, false));
    }
    breaks(it -> it.say("NBIRTH/D", List.of(), 0));
  }

  private void finds(List<String> ids, Consumer<CheckerBitesTest> scene) {
    found.removeAll(ids);
    if (!ids.isEmpty()) {
      breaks(scene);
    }
    assertTrue(found.containsAll(ids), () -> ids + " of " + found);
  }

  private static SparkplugPayload payload(Verb verb, Optional<Instant> at, boolean isNumbered) {
    OptionalInt seq =
        isNumbered ? OptionalInt.of(verb == Verb.NBIRTH ? 0 : 2) : OptionalInt.empty();
    return new SparkplugPayload(at, List.of(), seq);
  }

  private void births() {
    SparkplugMetric rebirth = SparkplugMetric.ofBoolean("Node Control/Rebirth", AT, false);
    breaks(it -> it.say("NBIRTH/d", List.of(bdSeq(7), rebirth), 9));
    breaks(it -> it.say("NBIRTH/d", List.of(rebirth), 0));
    breaks(it -> it.nodeBirth(8));
    breaks(
        it -> {
          it.death(7);
          it.nodeBirth(7);
        });
    breaks(it -> it.say("NBIRTH/d", List.of(bdSeq(7)), 0));
    breaks(
        it ->
            it.say(
                "NBIRTH/d",
                List.of(bdSeq(7), SparkplugMetric.ofInteger(REBIRTH, AT, SparkplugType.INT64, 1)),
                0));
    breaks(it -> it.say("NBIRTH/d", List.of(bdSeq(7), aliased(rebirth)), 0));
    for (SparkplugMetric bad :
        List.of(
            new SparkplugMetric(
                Optional.empty(),
                OptionalLong.of(3),
                Optional.of(AT),
                Optional.of(SparkplugType.BOOLEAN),
                new SparkplugValue.BooleanValue(true),
                false),
            born("x").withoutType(),
            SparkplugMetric.of("x", AT, SparkplugType.INT64, new SparkplugValue.TextValue("1")),
            untimed("x"),
            SparkplugMetric.ofText("x", AT.minusSeconds(1), "early"),
            SparkplugMetric.ofText("x", AT.plusSeconds(3600), "summer time"))) {
      breaks(it -> it.nodeBirth(7, bad));
      breaks(it -> it.say("DBIRTH/d/bay-2", List.of(born("y"), bad), 2));
    }
    breaks(it -> it.nodeBirth(7, born("x"), born("X")));
    breaks(it -> it.nodeBirth(7, born("x"), born("x")));
    breaks(it -> it.say("DBIRTH/d/bay-2", List.of(born("x"), born("x")), 2));
    breaks(it -> it.say("DBIRTH/d/bay-1", List.of(born("state")), 2));
    breaks(it -> it.say("DBIRTH/d/bay-2", List.of(born("state")), 3));
    breaks(it -> it.say("DBIRTH/other/bay-2", List.of(born("state")), 3));
    breaks(
        it -> {
          it.say("NDATA/d", List.of(told("software", "y")), 2);
          it.say("DBIRTH/d/bay-2", List.of(born("state")), 3);
        });
    breaks(
        it ->
            it.sayAll(
                "spBv1.0/g/NBIRTH/d",
                SparkplugPayload.of(AT.plusSeconds(3600), List.of(bdSeq(7), rebirth), 0)));
  }

  private void words() {
    breaks(it -> it.say("NDATA/d", List.of(told("software", "y")), 3));
    breaks(it -> it.say("DDATA/d/bay-1", List.of(told("state", "y")), 3));
    breaks(it -> it.say("NDATA/d", List.of(), 2));
    breaks(it -> it.say("DDATA/d/bay-1", List.of(), 2));
    breaks(it -> it.say("NDATA/d", List.of(told("news", "y")), 2));
    breaks(it -> it.say("DDATA/d/bay-1", List.of(told("news", "y")), 2));
    breaks(it -> it.say("NDATA/d", List.of(told("software", "x")), 2));
    breaks(it -> it.say("DDATA/d/bay-1", List.of(told("state", "x")), 2));
    breaks(it -> it.say("NDATA/d", List.of(born("software")), 2));
    breaks(it -> it.say("NDATA/other", List.of(told("software", "y")), 2));
    breaks(it -> it.say("DDATA/d/bay-2", List.of(told("state", "y")), 2));
  }

  private void ends() {
    breaks(it -> it.say("DDEATH/d/bay-2", List.of(), 2));
    breaks(it -> it.say("DDEATH/d/bay-1", List.of(), 3));
    breaks(it -> it.death(9));
    breaks(it -> it.sayAll("spBv1.0/g/NDEATH/d", SparkplugPayload.withoutSeq(AT, List.of())));
    collect(new SparkplugChecker().breachesOfAnEnd("g/d"));
  }

  private void hosts() {
    breaks(it -> it.command("NCMD/d"));
    breaks(it -> it.command("DCMD/d/bay-1"));
    breaks(it -> it.command("NCMD/d", told("news", "y"), told("Rebirth", "true")));
    breaks(it -> it.command("DCMD/d/bay-1", told("news", "y")));
    breaks(it -> it.command("NCMD/d", number("software")));
    breaks(it -> it.command("DCMD/d/bay-1", told("battery", "y")));
    breaks(it -> it.command("NCMD/d", SparkplugMetric.ofBoolean(REBIRTH, AT, false)));
    breaks(it -> it.command("DCMD/d/bay-1", SparkplugMetric.ofBoolean(REBIRTH, AT, true)));
    for (boolean isOnline : new boolean[] {true, false}) {
      byte[] state = state(isOnline, 5);
      breaks(it -> it.checker.message("spBv1.0/STATE/h", state, 0, true));
      breaks(it -> it.checker.message("spBv1.0/STATE/h", state, 1, false));
    }
    breaks(it -> it.checker.message("spBv1.0/STATE/h/x", state(true, 5), 1, true));
    breaks(it -> it.checker.message("spBv1.0/STATE/h", "OFFLINE".getBytes(UTF_8), 1, true));
    collect(new SparkplugChecker().breachesOfHost("h", false));
    collect(new SparkplugChecker().breachesOfHost("h", true));
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;
  private static final String REBIRTH = "Node Control/Rebirth";
  private static final String STATE = "spBv1.0/STATE/h";

  private static byte[] state(boolean isOnline, long timestamp) {
    return ("{\"online\":" + isOnline + ",\"timestamp\":" + timestamp + "}").getBytes(UTF_8);
  }

  private static byte[] deathOf(long number) {
    return SparkplugCodec.encode(SparkplugPayload.withoutSeq(AT, List.of(bdSeq(number))));
  }

  private static WirePacket publish(String topic, byte[] payload) {
    return new Publish(new Message(topic, payload, 0, false));
  }

  private void node(WirePacket... packets) {
    List<String> breaches =
        SessionRules.ofNode(List.of(packets), "g", "d", OptionalLong.of(255), Optional.of("h"));
    assertTrue(!breaches.isEmpty(), "nothing is found");
    collect(breaches);
  }

  private void sessionsOfNodes() {
    Message will = new Message("spBv1.0/g/NDEATH/d", deathOf(0), 1, false);
    Connect connect = new Connect(true, 0, Optional.of(will));
    Subscribe ncmd = new Subscribe("spBv1.0/g/NCMD/d", 1);
    Subscribe dcmd = new Subscribe("spBv1.0/g/DCMD/d/+", 1);
    Subscribe host = new Subscribe(STATE, 1);
    WirePacket birth =
        publish(
            "spBv1.0/g/NBIRTH/d",
            SparkplugCodec.encode(SparkplugPayload.of(AT, List.of(bdSeq(0)), 0)));
    WirePacket death = publish("spBv1.0/g/NDEATH/d", deathOf(0));
    assertEquals(
        List.of(),
        SessionRules.ofNode(
            List.of(connect, ncmd, dcmd, host, birth, death, new Disconnect(4)),
            "g",
            "d",
            OptionalLong.of(255),
            Optional.of("h")));
    node(new Connect(false, 0, Optional.of(will)), ncmd, dcmd, host);
    node(new Connect(true, 9, Optional.of(will)), ncmd, dcmd, host);
    node(new Connect(true, 0, Optional.empty()), ncmd, dcmd, host);
    for (Message bad :
        List.of(
            new Message("spBv1.0/g/NDEATH/e", deathOf(0), 1, false),
            new Message("spBv1.0/g/NDEATH/d", deathOf(1), 1, false),
            new Message("spBv1.0/g/NDEATH/d", deathOf(0), 0, false),
            new Message("spBv1.0/g/NDEATH/d", deathOf(0), 1, true))) {
      node(new Connect(true, 0, Optional.of(bad)), ncmd, dcmd, host);
    }
    node(connect, dcmd, host);
    node(connect, new Subscribe("spBv1.0/g/NCMD/d", 0), dcmd, host);
    node(connect, ncmd, host);
    node(connect, ncmd, dcmd);
    node(connect, ncmd, dcmd, host, publish("spBv1.0/g/NBIRTH/d", deathOf(3)));
    node(connect, ncmd, dcmd, host, birth, death, new Disconnect(0));
    node(connect, ncmd, dcmd, host, birth, new Disconnect(4));
  }

  private void host(WirePacket... packets) {
    List<String> breaches = SessionRules.ofHost(List.of(packets), "h", 100_000);
    assertTrue(!breaches.isEmpty(), "nothing is found");
    collect(breaches);
  }

  private void sessionsOfHosts() {
    Message will = new Message(STATE, state(false, 100_000), 1, true);
    Connect connect = new Connect(true, 0, Optional.of(will));
    Subscribe own = new Subscribe(STATE, 1);
    Subscribe all = new Subscribe("spBv1.0/#", 1);
    WirePacket birth = publish(STATE, state(true, 100_000));
    WirePacket death = publish(STATE, state(false, 100_001));
    assertEquals(
        List.of(),
        SessionRules.ofHost(
            List.of(connect, own, all, birth, death, new Disconnect(0)), "h", 100_000));
    host(new Connect(false, 0, Optional.of(will)), own, all, birth);
    host(new Connect(true, 0, Optional.empty()), own, all);
    for (Message bad :
        List.of(
            new Message("spBv1.0/STATE/i", state(false, 100_000), 1, true),
            new Message(STATE, state(true, 100_000), 1, true),
            new Message(STATE, state(false, 1), 1, true),
            new Message(STATE, state(false, 100_000), 0, true),
            new Message(STATE, state(false, 100_000), 1, false))) {
      host(new Connect(true, 0, Optional.of(bad)), own, all);
    }
    host(connect, all, birth);
    host(connect, own, birth, all);
    host(connect, own, all, death);
    host(connect, own, all, publish(STATE, state(true, 100_001)));
    host(connect, own, all, birth, new Disconnect(0));
  }

  private static SparkplugMetric born(String name) {
    return SparkplugMetric.ofText(name, AT, "x");
  }

  private static SparkplugMetric number(String name) {
    return SparkplugMetric.ofInteger(name, AT, SparkplugType.INT64, 1);
  }

  private static SparkplugMetric told(String name, String value) {
    return SparkplugMetric.ofText(name, AT, value).withoutType();
  }

  private static SparkplugMetric untimed(String name) {
    return new SparkplugMetric(
        Optional.of(name),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.of(SparkplugType.STRING),
        new SparkplugValue.TextValue("x"),
        false);
  }

  private static SparkplugMetric aliased(SparkplugMetric metric) {
    return new SparkplugMetric(
        metric.name(),
        OptionalLong.of(1),
        metric.timestamp(),
        metric.type(),
        metric.value(),
        false);
  }

  private static SparkplugMetric bdSeq(long number) {
    return SparkplugMetric.ofInteger("bdSeq", AT, SparkplugType.INT64, number);
  }

  private void nodeBirth(long number, SparkplugMetric... more) {
    List<SparkplugMetric> metrics = new ArrayList<>();
    metrics.add(bdSeq(number));
    metrics.add(SparkplugMetric.ofBoolean(REBIRTH, AT, false));
    metrics.addAll(List.of(more));
    say("NBIRTH/d", metrics, 0);
  }

  private void death(long number) {
    sayAll("spBv1.0/g/NDEATH/d", SparkplugPayload.withoutSeq(AT, List.of(bdSeq(number))));
  }

  private void command(String topic, SparkplugMetric... metrics) {
    sayAll("spBv1.0/g/" + topic, SparkplugPayload.withoutSeq(AT, List.of(metrics)));
  }

  private void say(String topic, List<SparkplugMetric> metrics, int seq) {
    sayAll("spBv1.0/g/" + topic, SparkplugPayload.of(AT, metrics, seq));
  }

  private void sayAll(String topic, SparkplugPayload payload) {
    checker.message(topic, SparkplugCodec.encode(payload), 0, false);
  }
}
