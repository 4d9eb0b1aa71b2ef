package org.dockwarden.agent.health.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dockwarden.dock.bay.BayNumber;
import org.dockwarden.evidence.identity.CameraId;
import org.dockwarden.evidence.sparkplug.SparkplugCodec;
import org.dockwarden.evidence.sparkplug.SparkplugMetric;
import org.dockwarden.evidence.sparkplug.SparkplugPayload;
import org.dockwarden.evidence.testing.ExpectsLog;
import org.junit.jupiter.api.Test;

/** H-20 to H-24. */
final class CommandDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-28T01:00:00Z");
  private static final String NCMD = "spBv1.0/g/NCMD/d";
  private static final String DCMD = "spBv1.0/g/DCMD/d/bay-2";
  private static final List<String> ALL =
      Stream.concat(CommandDesk.NODE.stream(), CommandDesk.BAY.stream()).toList();

  private final List<String> done = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();

  private CommandDesk desk(List<String> allowed) {
    return new CommandDesk(
        allowed, new Notes(done), (device, json) -> answers.add(device + json), () -> NOW);
  }

  private static byte[] command(String name, String json) {
    return payload(SparkplugMetric.ofText("command/" + name, NOW, json));
  }

  private static byte[] payload(SparkplugMetric metric) {
    return SparkplugCodec.encode(SparkplugPayload.withoutSeq(NOW, List.of(metric)));
  }

  /** tck-id-operational-behavior-data-commands-ncmd-rebirth-value. */
  @Test
  void asksForBirthsWhateverIsAllowed() {
    SparkplugMetric asks = SparkplugMetric.ofBoolean(CommandDesk.REBIRTH, NOW, true);
    assertTrue(desk(List.of()).take(NCMD, payload(asks)));
    SparkplugMetric asksNot = SparkplugMetric.ofBoolean(CommandDesk.REBIRTH, NOW, false);
    assertFalse(desk(List.of()).take(NCMD, payload(asksNot)));
  }

  @Test
  void doesEachCommandOnce() {
    CommandDesk desk = desk(ALL);
    for (int delivery = 0; delivery < 2; delivery++) {
      desk.take(NCMD, command("find", "{\"id\":\"1\",\"camera\":\"1209:0001:A\",\"seconds\":5}"));
      desk.take(
          NCMD, command("pause-upload", "{\"id\":\"2\",\"until\":\"2026-11-28T02:00:00.000Z\"}"));
      desk.take(NCMD, command("resume-upload", "{\"id\":\"3\"}"));
      desk.take(
          NCMD,
          command(
              "bandwidth", "{\"id\":\"4\",\"limit\":9,\"until\":\"2026-11-28T02:00:00.000Z\"}"));
      desk.take(NCMD, command("support-bundle", "{\"id\":\"5\"}"));
      desk.take(NCMD, command("restart", "{\"id\":\"6\"}"));
      desk.take(DCMD, command("signal", "{\"id\":\"7\"}"));
      desk.take(DCMD, command("power-cycle", "{\"id\":\"8\"}"));
    }
    assertEquals(
        List.of(
            "find 1209:0001:A PT5S",
            "pause 2026-11-28T02:00:00Z",
            "resume",
            "limit 9 2026-11-28T02:00:00Z",
            "bundle",
            "restart",
            "signal 2 PT30S",
            "cycle 2"),
        done);
    assertEquals(16, answers.size());
    assertTrue(answers.stream().allMatch(it -> it.contains("\"code\":\"ok\"")), () -> "" + answers);
  }

  @Test
  void refusesWhatIsNotAllowed() {
    for (String name : CommandDesk.NODE) {
      desk(List.of()).take(NCMD, command(name, "{\"id\":\"1\"}"));
    }
    for (String name : CommandDesk.BAY) {
      desk(List.of()).take(DCMD, command(name, "{\"id\":\"1\"}"));
    }
    assertEquals(List.of(), done);
    assertEquals(8, answers.stream().filter(it -> it.contains("not-allowed")).count());
  }

  @Test
  void refusesBadArguments() {
    List<byte[]> bad =
        List.of(
            command("find", ""),
            command("find", "[]"),
            command("find", "{}"),
            command("find", "{\"id\":\"a b\",\"camera\":\"1209:0001:A\"}"),
            command("find", "{\"id\":\"1\"}"),
            command("find", "{\"id\":\"2\",\"camera\":\"\"}"),
            command("find", "{\"id\":\"3\",\"camera\":\"1209:0001:A\",\"seconds\":0}"),
            command("find", "{\"id\":\"4\",\"camera\":\"1209:0001:A\",\"seconds\":601}"),
            command("find", "{\"id\":\"5\",\"camera\":\"1209:0001:A\",\"path\":\"/\"}"),
            command("pause-upload", "{\"id\":\"6\",\"until\":\"2026-11-28T00:59:59.000Z\"}"),
            command("pause-upload", "{\"id\":\"7\",\"until\":\"2026-12-05T01:00:01.000Z\"}"),
            command(
                "bandwidth", "{\"id\":\"8\",\"limit\":-1,\"until\":\"2026-11-28T02:00:00.000Z\"}"),
            command("restart", "{\"id\":\"9\",\"now\":true}"));
    CommandDesk desk = desk(ALL);
    bad.forEach(payload -> desk.take(NCMD, payload));
    assertEquals(List.of(), done);
    assertEquals(bad.size(), answers.stream().filter(it -> it.contains("bad-argument")).count());
  }

  @Test
  void knowsWhichCommandsAreABays() {
    desk(ALL).take(NCMD, command("power-cycle", "{\"id\":\"1\"}"));
    desk(ALL).take(DCMD, command("restart", "{\"id\":\"1\"}"));
    assertEquals(List.of(), done);
    assertEquals(2, answers.stream().filter(it -> it.contains("unknown-command")).count());
  }

  @Test
  @ExpectsLog(".*(ignored|no command).*")
  void ignoresWhatIsNoCommand() {
    assertFalse(desk(ALL).take(NCMD, new byte[] {0x08}));
    assertFalse(desk(ALL).take(NCMD, payload(SparkplugMetric.ofText("software", NOW, "x"))));
    assertFalse(
        desk(ALL).take(NCMD, payload(SparkplugMetric.ofBoolean("command/find", NOW, true))));
    assertEquals(List.of(), done);
    assertEquals(List.of(), answers);
  }

  /** Notes what it is told. */
  private record Notes(List<String> done) implements DockControls {
    private Outcome note(String what) {
      done.add(what);
      return Outcome.OK;
    }

    @Override
    public Outcome signal(BayNumber bay, Duration time) {
      return note("signal " + bay + " " + time);
    }

    @Override
    public Outcome find(CameraId camera, Duration time) {
      return note("find " + camera + " " + time);
    }

    @Override
    public Outcome powerCycle(BayNumber bay) {
      return note("cycle " + bay);
    }

    @Override
    public Outcome pauseUpload(Instant until) {
      return note("pause " + until);
    }

    @Override
    public Outcome resumeUpload() {
      return note("resume");
    }

    @Override
    public Outcome limitUpload(long bytesPerSecond, Instant until) {
      return note("limit " + bytesPerSecond + " " + until);
    }

    @Override
    public Outcome collectSupportBundle() {
      return note("bundle");
    }

    @Override
    public Outcome restart() {
      return note("restart");
    }
  }
}
